//! Why the program could not do its job. What is wrong with a report is never one of these.

use std::io;

use ogi_render::RenderError;
use ogi_report::Language;
use ogi_xml::XmlError;

use crate::language::say;
use crate::source::SourceError;

/// Why the program could not do its job.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{path}: {}", source.say(Language::English).join(": "))]
    Source { path: String, source: SourceError },
    #[error("{path} is no document of the standard to compare with; see ogi check {path}")]
    NoReport { path: String },
    #[error("--previous and --children go with one FILE that is one document")]
    OneFile,
    #[error("--from-line goes with one FILE")]
    OneFileOfLines,
    #[error("--previous stands for {found} files; give the one report of the prior year")]
    OnePrevious { found: usize },
    #[error("no rule `{id}`; {}", nearest.map_or_else(|| "ogi rules lists them all".to_owned(), |id| format!("did you mean `{id}`?")))]
    NoRule {
        id: String,
        nearest: Option<&'static str>,
    },
    #[error("several files need a folder to go to; end {output} in / or make it first")]
    NeedsFolder { output: String },
    #[error("{first} and {second} would both become {output}; import them one by one")]
    SameOutput {
        first: String,
        second: String,
        output: String,
    },
    #[error("several outputs would go to {output}; choose another place for one of them")]
    BothOutputs { output: String },
    #[error("{output} is the file that is read; choose another name")]
    OverInput { output: String },
    #[error("{output} is there already{}; --force replaces it", and_others(*others, Language::English))]
    Exists { output: String, others: usize },
    #[error("{format} is no text for a terminal; give a file with -o")]
    ToTerminal { format: String },
    #[error("{path} cannot be made")]
    Render { path: String, source: RenderError },
    #[error("{path} cannot be converted: {}", source.say(Language::English))]
    Convert { path: String, source: ConvertError },
    #[error("cannot write {path}")]
    Write { path: String, source: io::Error },
    #[error("cannot write to standard output")]
    Output { source: io::Error },
    #[error("“{name}” is no name of an agency: 1 to 200 characters")]
    NoName { name: String },
}

impl Error {
    /// What went wrong and why, on one line in the language.
    pub(crate) fn say(&self, language: Language) -> String {
        let (said, cause): (String, Option<&dyn std::error::Error>) = match (self, language) {
            (Self::Source { path, source }, _) => {
                (format!("{path}: {}", source.say(language).join(": ")), None)
            }
            (Self::Write { source, .. } | Self::Output { source }, Language::English) => {
                (self.to_string(), Some(source))
            }
            (Self::Render { source, .. }, Language::English) => (self.to_string(), Some(source)),
            (Self::Render { path, source }, _) => (format!("无法生成 {path}"), Some(source)),
            (Self::Write { path, source }, _) => (format!("无法写入 {path}"), Some(source)),
            (Self::Output { source }, _) => ("无法写到标准输出".to_owned(), Some(source)),
            (_, Language::English) => (self.to_string(), None),
            (_, Language::Chinese) => (self.chinese(), None),
        };
        cause.map_or(said.clone(), |cause| format!("{said}: {cause}"))
    }

    fn chinese(&self) -> String {
        match self {
            Self::NoReport { path } => {
                format!("{path} 不是标准的文档，无法对照；请先 ogi check {path}")
            }
            Self::OneFile => {
                "--previous 和 --children 只能与一个 FILE 同用，且不能是逐行文档".to_owned()
            }
            Self::OneFileOfLines => "--from-line 只能与一个 FILE 同用".to_owned(),
            Self::OnePrevious { found } => {
                format!("--previous 指向 {found} 个文件，应为上一年度的一份报告")
            }
            Self::NoRule { id, nearest } => {
                let meant = nearest
                    .map(|id| format!("，是否为 {id}？"))
                    .unwrap_or_default();
                format!("没有规则 {id}{meant}（ogi rules 列出全部规则）")
            }
            Self::NeedsFolder { output } => {
                format!("多个文件要写入文件夹：请让 {output} 以 / 结尾，或先建好该文件夹")
            }
            Self::SameOutput {
                first,
                second,
                output,
            } => {
                format!("{first} 和 {second} 都会写成 {output}，请分别导入")
            }
            Self::BothOutputs { output } => {
                format!("有几项输出都会写到 {output}，请给其中一项换地方")
            }
            Self::Exists { output, others } => {
                format!(
                    "{output}{} 已经存在；加 --force 覆盖",
                    and_others(*others, Language::Chinese)
                )
            }
            Self::ToTerminal { format } => {
                format!("{format} 不是文本，不能显示在终端上；请用 -o 给出文件")
            }
            Self::Convert { path, source } => {
                format!("无法转换 {path}：{}", source.say(Language::Chinese))
            }
            Self::OverInput { output } => format!("{output} 正是要读的文件，请换一个文件名"),
            Self::NoName { name } => format!("“{name}”不能作机关名称：应为 1 至 200 字"),
            Self::Source { .. }
            | Self::Render { .. }
            | Self::Write { .. }
            | Self::Output { .. } => self.to_string(),
        }
    }
}

/// ` (and 3 others)`
fn and_others(others: usize, language: Language) -> String {
    match (others, language) {
        (0, _) => String::new(),
        (_, Language::Chinese) => format!("（及另外 {others} 个文件）"),
        (1, Language::English) => " (and one other)".to_owned(),
        (_, Language::English) => format!(" (and {others} others)"),
    }
}

/// Why a report could not be converted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConvertError {
    #[error(transparent)]
    Xml(#[from] XmlError),
    #[error("the text is not UTF-8")]
    NotUtf8,
    #[error("the report is not valid at {pointer}; validate the XML with the published XML Schema")]
    Invalid { pointer: String },
}

impl ConvertError {
    /// Why, in the language. What is wrong with XML is said in English, as every parser of XML does.
    pub(crate) fn say(&self, language: Language) -> String {
        let chinese = match self {
            Self::Xml(XmlError::Syntax { source }) => {
                let said = say(language, "不是完好的 XML", "not well-formed XML");
                return format!("{said}: {source}");
            }
            Self::Xml(error) => return error.to_string(),
            Self::NotUtf8 => "不是 UTF-8 编码".to_owned(),
            Self::Invalid { pointer } => {
                format!("{pointer} 处不合标准；请用公布的 XML Schema 校验该 XML")
            }
        };
        match language {
            Language::Chinese => chinese,
            Language::English => self.to_string(),
        }
    }
}
