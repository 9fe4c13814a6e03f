//! Every address of what is published resolves when it is served.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::Value;
use xtask::publish::publish;

use super::{cases::Folder, request};

/// Serves a folder until the test ends; returns its address.
fn serve(listener: TcpListener, folder: std::path::PathBuf) {
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut line = String::new();
            BufReader::new(stream.try_clone().expect("a stream"))
                .read_line(&mut line)
                .expect("a request");
            let path = line
                .split(' ')
                .nth(1)
                .unwrap_or("/")
                .trim_start_matches('/')
                .to_owned();
            let (status, body) = std::fs::read(folder.join(&path))
                .map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
            let head = format!(
                "HTTP/1.0 {status}\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&body))
                .expect("an answer");
        }
    });
}

fn get(base: &str, address: &str) -> Option<Vec<u8>> {
    let path = address.strip_prefix(base)?;
    let host = base.strip_prefix("http://")?.trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("the server");
    write!(stream, "GET /{path} HTTP/1.0\r\n\r\n").expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    answer
        .starts_with(b"HTTP/1.0 200")
        .then(|| answer[end..].to_vec())
}

/// Every `$id` and `$ref` with the address that relative references start from.
fn addresses(value: &Value, base: &str, found: &mut Vec<(String, bool)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| addresses(item, base, found)),
        Value::Object(members) => {
            let own = members.get("$id").and_then(Value::as_str);
            found.extend(own.map(|id| (id.to_owned(), true)));
            let base = own.unwrap_or(base);
            if let Some(target) = members.get("$ref").and_then(Value::as_str) {
                let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
                let target = match target.split_once("://") {
                    Some(_) => target.to_owned(),
                    None if target.starts_with('#') => format!("{base}{target}"),
                    None => format!("{folder}/{target}"),
                };
                found.push((target, false));
            }
            members
                .values()
                .for_each(|member| addresses(member, base, found));
        }
        _ => {}
    }
}

#[test]
fn every_id_and_reference_resolves_over_http() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}/", listener.local_addr().expect("an address"));
    let folder = Folder::new("served");
    let out = folder.0.join("dist");
    publish(
        &xtask::root(),
        &request(&out, Some(base.clone())),
        &mut |_| {},
    )
    .expect("published");
    serve(listener, out.clone());
    let manifest: Value =
        serde_json::from_slice(&get(&base, &format!("{base}manifest.json")).expect("a manifest"))
            .expect("JSON");
    let (mut ids, mut references) = (0, 0);
    for file in manifest["files"].as_array().expect("files") {
        let path = file["path"].as_str().expect("a path");
        let address = format!("{base}{path}");
        assert!(
            file.get("id").is_none_or(|id| *id == address.as_str()),
            "{path}"
        );
        let body = get(&base, &address).unwrap_or_else(|| panic!("{path} is not served"));
        let Ok(value) = serde_json::from_slice::<Value>(&body) else {
            continue;
        };
        if path.starts_with("vectors/0") {
            continue; // Documents, whose members are no keywords.
        }
        let mut found = Vec::new();
        addresses(&value, &address, &mut found);
        for (target, is_id) in found {
            if !target.starts_with("http://127.0.0.1") {
                assert!(
                    target.starts_with("https://json-schema.org/"),
                    "{path}: {target} is not ours"
                );
                continue;
            }
            let (file, fragment) = target.split_once('#').unwrap_or((&target, ""));
            let body =
                get(&base, file).unwrap_or_else(|| panic!("{path}: {target} does not resolve"));
            let there: Value = serde_json::from_slice(&body).expect("JSON");
            assert!(
                there.pointer(fragment).is_some(),
                "{path}: nothing at {target}"
            );
            if is_id {
                assert_eq!(there["$id"], target.as_str(), "{path}");
                ids += 1;
            } else {
                references += 1;
            }
        }
    }
    assert!(
        ids > 15 && references > 1000,
        "{ids} ids, {references} references"
    );
}
