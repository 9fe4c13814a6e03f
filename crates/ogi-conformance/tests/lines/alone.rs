//! Reports one a line: each is checked as if it were alone, and a broken one stops nothing.

use ogi_conformance::{Checker, Others};
use ogi_report::{Agency, Edition, Year, write};

#[test]
fn each_line_is_checked_as_if_alone() {
    let agency = Agency::new("示例市政务服务局".parse().expect("a name"));
    let year = Year::try_from(2025).expect("a year");
    let reports = Edition::ALL
        .iter()
        .map(|edition| write(&edition.empty(year, agency.clone())));
    let [first, second] = reports
        .collect::<Vec<_>>()
        .try_into()
        .expect("two editions");
    let cut = first.get(..200).expect("longer");
    let lines = [&first, "", "{", &second, cut];
    let judge = Checker::default();
    let checked: Vec<_> = judge
        .check_lines(lines.join("\n").as_bytes())
        .collect::<Result<_, _>>()
        .expect("memory can be read");
    let numbers: Vec<_> = checked.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    for line in checked {
        let text = lines[usize::try_from(line.number - 1).expect("few lines")];
        let alone = judge.check(text.as_bytes(), Others::default());
        assert_eq!(format!("{:?}", line.checked), format!("{alone:?}"));
    }
}
