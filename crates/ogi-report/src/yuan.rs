//! 元 and 万元: the two units of money, which meet only here.

use crate::{Amount10kYuan, AmountYuan, Exact, Refused};

/// The same sum in yuan.
///
/// ```
/// use ogi_report::{Amount10kYuan, AmountYuan};
/// let fees: Amount10kYuan = "59237.2449".parse()?;
/// assert_eq!(AmountYuan::try_from(fees)?.to_string(), "592372449");
/// # Ok::<_, ogi_report::Refused>(())
/// ```
impl TryFrom<Amount10kYuan> for AmountYuan {
    type Error = Refused;
    fn try_from(amount: Amount10kYuan) -> Result<Self, Refused> {
        Self::try_from(
            Exact::from_millionths(amount.exact().millionths().saturating_mul(10_000))
                .to_string()
                .as_str(),
        )
    }
}
