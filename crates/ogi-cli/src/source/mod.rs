//! Files in: which ones, and what is in them.

mod list;
mod load;
mod reading;

use std::io;
use std::path::PathBuf;

use ogi_import::ImportError;
use ogi_report::Language;

use crate::language::say;
use crate::messages;

pub(crate) use list::list;
pub(crate) use load::{Loaded, load};
pub(crate) use reading::Reading;

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    #[error("cannot be read")]
    Read { source: io::Error },
    #[error("the folder cannot be listed")]
    List { source: io::Error },
    #[error("the folder holds no files that can be read: {}", list::extensions(", "))]
    NoFiles,
    #[error("the file is larger than {limit} bytes; no report is")]
    TooLarge { limit: u64 },
    #[error("the file is empty")]
    Empty,
    #[error("cannot be read as a published report")]
    Import { source: ImportError },
    #[error("is a document of the standard already")]
    NotPublished,
    #[error("the report was read, but not as a valid document; please report this as a bug of ogi")]
    NotValid { source: ogi_report::ReadError },
}

impl SourceError {
    /// What went wrong and why, outermost first, in the language.
    pub(crate) fn say(&self, language: Language) -> Vec<String> {
        let cause = |source: &dyn std::error::Error| source.to_string();
        let chinese = match self {
            Self::Read { source } => {
                return vec![say(language, "无法读取", "cannot be read").to_owned(), cause(source)];
            }
            Self::List { source } => {
                return vec![say(language, "无法列出文件夹", "the folder cannot be listed").to_owned(), cause(source)];
            }
            Self::Import { source } => return vec![messages::import_error(source, language)],
            Self::NotValid { source } => {
                let said = say(
                    language,
                    "读出的文档不合标准，请作为程序缺陷报告",
                    "the document that was read is not valid; please report this as a bug of ogi",
                );
                return vec![said.to_owned(), cause(source)];
            }
            Self::NoFiles => format!("文件夹中没有能读的文件（{}）", list::extensions("、")),
            Self::TooLarge { limit } => format!("文件超过 {limit} 字节，不会是年度报告"),
            Self::Empty => "文件是空的".to_owned(),
            Self::NotPublished => "已经是标准的文档，不必导入".to_owned(),
        };
        vec![match language {
            Language::Chinese => chinese,
            Language::English => self.to_string(),
        }]
    }
}
