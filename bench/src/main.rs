//! `cargo xtask bench`: measures contestants in turns, in one process or as whole processes.

mod contestants;
mod cores;
mod documents;
mod import;
mod processes;
mod table;

use std::time::Instant;

use contestants::{Contestant, all};
use documents::{Dice, bases, canonical, escaped, faulty, pretty, reports, shuffled};
use ogi_report::Edition;
use serde_json::Value;

/// Documents of one shape, one after the other as in a file of lines.
pub struct Set {
    pub name: &'static str,
    bytes: Vec<u8>,
    /// Where each document ends, and the edition it was made for.
    ends: Vec<(usize, Edition)>,
}

impl Set {
    fn new(name: &'static str, documents: impl Iterator<Item = (Vec<u8>, Edition)>) -> Self {
        let mut set = Self {
            name,
            bytes: Vec::new(),
            ends: Vec::new(),
        };
        for (document, edition) in documents {
            set.bytes.extend(document);
            set.ends.push((set.bytes.len(), edition));
        }
        set
    }

    fn documents(&self) -> impl Iterator<Item = (&[u8], Edition)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        starts
            .zip(&self.ends)
            .map(|(start, (end, edition))| (&self.bytes[start..*end], *edition))
    }

    fn len(&self) -> usize {
        self.ends.len()
    }
}

/// The results of one contestant over one set.
pub struct Row {
    pub contestant: usize,
    /// Nanoseconds a document, by round.
    pub rounds: Vec<f64>,
    /// Documents that it accepted.
    pub held: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = arguments.as_slice()
        && first == "--processes"
    {
        return processes::main(rest);
    }
    if let [first, rest @ ..] = arguments.as_slice()
        && first == "--import"
    {
        return import::main(rest);
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let only = arguments
        .iter()
        .position(|argument| argument == "--only")
        .and_then(|at| arguments.get(at + 1));
    let (many, some, rounds) = if quick {
        (1_000, 500, 5)
    } else {
        (20_000, 5_000, 7)
    };
    let bases = bases();
    let contestants = all();
    let (mut results, mut all_cores) = (Vec::new(), String::new());
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    for (name, make) in shapes() {
        let alone = wanted(name);
        let shared = name == CANONICAL && wanted(CORES);
        if !alone && !shared {
            continue;
        }
        let count = if name == CANONICAL { many } else { some };
        let set = Set::new(
            name,
            reports(&bases)
                .zip(0..count)
                .map(|(report, number)| make(&report, number)),
        );
        eprintln!("{name}: {count} documents, {rounds} rounds");
        if shared {
            all_cores = cores::markdown(&set, rounds);
        }
        if alone {
            let rows = measure(&set, &contestants, rounds);
            results.push((set.name, count, set.bytes.len() / set.len().max(1), rows));
        }
    }
    print!("{}{all_cores}", table::markdown(&results, &contestants));
}

/// The shape that is measured with many documents, and on all cores.
const CANONICAL: &str = "canonical";
/// What is measured on all cores, as `--only` names it.
const CORES: &str = "cores";

type Make = fn(&Value, u64) -> (Vec<u8>, Edition);

fn shapes() -> Vec<(&'static str, Make)> {
    vec![
        (CANONICAL, |report, _| {
            (canonical(report).into_bytes(), edition(report))
        }),
        ("pretty-printed", |report, _| {
            (pretty(report).into_bytes(), edition(report))
        }),
        ("sorted keys", |report, _| {
            (report.to_string().into_bytes(), edition(report))
        }),
        ("shuffled keys", |report, number| {
            (
                shuffled(report, &mut Dice::new(number)).into_bytes(),
                edition(report),
            )
        }),
        ("all escaped", |report, _| {
            (escaped(&canonical(report)).into_bytes(), edition(report))
        }),
        ("1 % faulty", |report, number| {
            let text = if number % 100 == 50 {
                faulty(report, number)
            } else {
                canonical(report)
            };
            (text.into_bytes(), edition(report))
        }),
    ]
}

fn edition(report: &Value) -> Edition {
    report["edition"]
        .as_str()
        .and_then(Edition::parse)
        .expect("an edition")
}

/// Each contestant takes a turn over the whole set, `rounds` times; the first turn is a warm-up.
fn measure(set: &Set, contestants: &[Contestant], rounds: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = (0..contestants.len())
        .map(|contestant| Row {
            contestant,
            rounds: Vec::new(),
            held: 0,
        })
        .collect();
    for round in 0..=rounds {
        for (row, contestant) in rows.iter_mut().zip(contestants) {
            let start = Instant::now();
            let held = set
                .documents()
                .filter(|(bytes, edition)| (contestant.run)(bytes, *edition))
                .count();
            let nanoseconds = start.elapsed().as_secs_f64() * 1e9 / set.len() as f64;
            row.held = held;
            if round > 0 {
                row.rounds.push(nanoseconds);
            }
        }
    }
    rows
}
