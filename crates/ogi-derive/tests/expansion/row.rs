//! A row of a table, with names and columns of its own.

#[derive(ogi_report::Conform, serde::Serialize)]
#[conform("ReviewCounts")]
pub(crate) struct CaseRow {
    #[conform(skip)]
    pub(crate) id: i64,
    pub(crate) total: Option<u64>,
    pub(crate) upheld: Option<u64>,
    pub(crate) corrected: Option<ogi_report::Count>,
    #[serde(rename = "other_result")]
    pub(crate) r#else: Option<i64>,
    #[serde(skip)]
    pub(crate) note: String,
    #[conform(rename = "pending")]
    #[serde(rename = "still_open")]
    pub(crate) open: Option<u64>,
}
