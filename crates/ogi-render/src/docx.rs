//! The form as a Word document: a package of XML parts. Equal reports give equal bytes.

mod body;
mod table;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::RenderError;
use crate::escape::{markup, push};
use crate::layout::Page;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

pub(crate) fn render(page: &Page) -> Result<Vec<u8>, RenderError> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let parts = [
        (
            "[Content_Types].xml",
            include_str!("docx/content-types.xml").to_owned(),
        ),
        ("_rels/.rels", include_str!("docx/package.rels").to_owned()),
        ("docProps/core.xml", properties(page)),
        (
            "word/_rels/document.xml.rels",
            include_str!("docx/document.rels").to_owned(),
        ),
        (
            "word/styles.xml",
            include_str!("docx/styles.xml").to_owned(),
        ),
        (
            "word/footer.xml",
            include_str!("docx/footer.xml").to_owned(),
        ),
        ("word/comments.xml", comments(page)),
        ("word/document.xml", body::render(page)),
    ];
    for (name, text) in parts {
        package.start_file(name, options)?;
        package
            .write_all(text.as_bytes())
            .map_err(zip::result::ZipError::from)?;
    }
    Ok(package.finish()?.into_inner())
}

/// Title and language. It states no dates, because equal reports must give equal bytes.
fn properties(page: &Page) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>zh-CN</dc:language></cp:coreProperties>",
        markup(&page.title.words),
        markup(&page.agency),
    )
}

/// One comment for each mark, repeated at each cell of a mark that has several.
fn comments(page: &Page) -> String {
    let mut out = format!("{DECLARATION}<w:comments xmlns:w=\"{MAIN}\">");
    for (id, number) in body::anchors(page).into_iter().enumerate() {
        let Some(note) = page.note(number) else {
            continue;
        };
        let (severity, message) = (note.severity.1, markup(&note.message));
        push(
            &mut out,
            format_args!(
                "<w:comment w:id=\"{id}\" w:author=\"ogi\" w:initials=\"ogi\"><w:p><w:r>\
             <w:t xml:space=\"preserve\">[{number}] {severity}：{message}</w:t></w:r></w:p></w:comment>"
            ),
        );
    }
    out + "</w:comments>"
}
