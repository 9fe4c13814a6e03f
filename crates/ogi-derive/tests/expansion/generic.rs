//! Parameters of every kind, and integers that only the compiler can measure.

pub(crate) type Cell = Option<u64>;

#[derive(ogi_report::Conform)]
#[conform("InformationProcessingFee")]
pub(crate) struct Fee<N, D = String> {
    pub(crate) notices_issued: Option<N>,
    pub(crate) amount_noticed_yuan: Option<D>,
    pub(crate) amount_collected_yuan: Option<ogi_report::Exact>,
    pub(crate) cases: Cell,
}

#[derive(ogi_report::Conform)]
#[conform("OtherMatters")]
pub(crate) struct Matters<'a, F: ?Sized> {
    pub(crate) text: &'a str,
    pub(crate) information_processing_fee: Option<&'a F>,
}
