//! The name that was probably meant.

/// The name with the fewest letters to change, unless most of them would have to.
#[must_use]
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distances = names
        .into_iter()
        .map(|other| (strsim::osa_distance(name, other), other));
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance * 2 <= name.chars().count().max(nearest.chars().count())).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_near_name_is_nearest() {
        let names = ["requests-balance", "review-total", "outcomes-sum"];
        let cases = [
            ("request-balance", Some("requests-balance")),
            ("sum", None),
            ("outcomes_sum", Some("outcomes-sum")),
        ];
        for (name, expected) in cases {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
    }
}
