//! What cells say, as a table.

use super::{Kind, is_value, split_digits};
use crate::printed::reading::{How, Missing, Number, Reading};
use crate::printed::unit::{Dimension, Unit, in_label};

const COUNT: Kind = Kind::Integer {
    minimum: 0,
    maximum: 9_007_199_254_740_991,
};
const SIGNED: Kind = Kind::Integer {
    minimum: -9_007_199_254_740_991,
    maximum: 9_007_199_254_740_991,
};
const YUAN: Kind = Kind::Money { exponent: 0 };
const YUAN_10K: Kind = Kind::Money { exponent: 4 };

fn whole(number: i64) -> Number {
    Number::Whole(number)
}

fn sum(digits: &str) -> Number {
    Number::Money(digits.to_owned())
}

fn check(kind: Kind, printed: &str, value: Number, how: How) {
    assert_eq!(
        kind.read(printed, Unit::Unstated),
        Reading::Number { value, how },
        "{printed}"
    );
}

#[test]
fn counts() {
    check(COUNT, "0", whole(0), How::Verbatim);
    check(COUNT, " 6937489\u{a0}", whole(6_937_489), How::Verbatim);
    check(COUNT, "１２", whole(12), How::Normalised);
    check(COUNT, "1\u{200b}2\u{ad}3", whole(123), How::Normalised);
    check(COUNT, "6,937,489", whole(6_937_489), How::Normalised);
    check(COUNT, "6，937，489", whole(6_937_489), How::Normalised);
    check(COUNT, "12件", whole(12), How::UnitStated);
    check(
        COUNT,
        "22\n（其中修订 16 件）",
        whole(22),
        How::CommentSetAside,
    );
    check(COUNT, "242[^1]", whole(242), How::CommentSetAside);
    check(COUNT, "242［注1］", whole(242), How::CommentSetAside);
    check(
        COUNT,
        "9007199254740991",
        whole(9_007_199_254_740_991),
        How::Verbatim,
    );
}

#[test]
fn signed_counts() {
    check(SIGNED, "-17", whole(-17), How::Verbatim);
    check(SIGNED, "+57", whole(57), How::Normalised);
    check(SIGNED, "减4", whole(-4), How::SignWord);
    check(SIGNED, "減少8", whole(-8), How::SignWord);
    check(SIGNED, "增1423", whole(1423), How::SignWord);
    for dash in "－‐‑‒–—―−─﹣".chars() {
        check(SIGNED, &format!("{dash}3"), whole(-3), How::Normalised);
    }
    assert_eq!(
        SIGNED.read("——3", Unit::Unstated),
        Reading::Missing(Missing::Text)
    );
    assert_eq!(
        COUNT.read("—3", Unit::Unstated),
        Reading::Missing(Missing::Text)
    );
}

#[test]
fn a_bare_power_of_ten_below_a_stated_unit_is_two_numbers() {
    assert_eq!(
        YUAN_10K.read("437.3万", Unit::Stated(4)),
        Reading::Missing(Missing::Unit)
    );
    assert_eq!(
        YUAN_10K.read("437.3万元", Unit::Stated(4)),
        Reading::Number {
            value: sum("437.3"),
            how: How::UnitStated
        }
    );
}

#[test]
fn money() {
    check(YUAN, "36401308.84元", sum("36401308.84"), How::UnitStated);
    check(YUAN, "0.37万元", sum("3700"), How::UnitConverted);
    check(YUAN, "8040", sum("8040"), How::Verbatim);
    check(YUAN_10K, "59237.2449", sum("59237.2449"), How::Verbatim);
    check(YUAN_10K, "152790元", sum("15.279"), How::UnitConverted);
    check(YUAN_10K, "2.02萬元", sum("2.02"), How::UnitStated);
}

#[test]
fn money_without_a_unit_has_that_of_its_header() {
    let stated = |label: &str| {
        let own = [in_label(label)];
        Unit::of(
            Dimension::Money,
            own.iter().map(Vec::as_slice),
            std::iter::empty(),
        )
    };
    let read = |label: &str| YUAN.read("12.5", stated(label));
    let number = |value: &str, how| Reading::Number {
        value: sum(value),
        how,
    };
    assert_eq!(
        read("采购总金额（万元）"),
        number("125000", How::UnitConverted)
    );
    assert_eq!(read("采购总金额（元）"), number("12.5", How::Verbatim));
    assert_eq!(read("采购总金额"), number("12.5", How::Verbatim));
    assert_eq!(
        YUAN_10K.read("5", Unit::Contradicted),
        Reading::Missing(Missing::Unit)
    );
    assert_eq!(
        YUAN_10K.read("437.2518", Unit::Stated(6)),
        number("43725.18", How::UnitConverted)
    );
    assert_eq!(
        YUAN_10K.read("437.2518", Unit::Stated(0)),
        Reading::Missing(Missing::Unit)
    );
    assert_eq!(
        YUAN_10K.read("5元", Unit::Contradicted),
        number("0.0005", How::UnitConverted)
    );
}

#[test]
fn what_is_no_number_stays_missing() {
    let cases = [
        (COUNT, "", Missing::Blank),
        (COUNT, "\u{3000}", Missing::Blank),
        (COUNT, "/", Missing::Slash),
        (COUNT, "—", Missing::Dash),
        (COUNT, "－", Missing::Dash),
        (COUNT, "无", Missing::Text),
        (COUNT, "約30", Missing::Text),
        (COUNT, "30余件", Missing::Text),
        (COUNT, "-3", Missing::Text),
        (COUNT, "增3", Missing::Text),
        (COUNT, "3.5", Missing::Text),
        (COUNT, "1 2", Missing::Text),
        (COUNT, "000", Missing::Text),
        (COUNT, "3元", Missing::Text),
        (COUNT, "9007199254740992", Missing::Text),
        (YUAN, "-5元", Missing::Text),
        (YUAN, "0.1234567", Missing::Text),
        (YUAN, "3件", Missing::Text),
        (COUNT, "3千件", Missing::Unit),
        (COUNT, "1.2万", Missing::Unit),
    ];
    for (kind, printed, missing) in cases {
        assert_eq!(
            kind.read(printed, Unit::Unstated),
            Reading::Missing(missing),
            "{printed}"
        );
    }
}

#[test]
fn values_are_told_from_labels() {
    for printed in [
        "0",
        "-",
        "/",
        "无",
        "增1423",
        "251000元",
        "22（含自然失效）",
        "+57",
    ] {
        assert!(is_value(printed), "{printed}");
    }
    for printed in [
        "", "1.", "3.其他", "2、", "2020年", "（1）", "规章", "- 4 -", "000",
    ] {
        assert!(!is_value(printed), "{printed}");
    }
}

#[test]
fn glued_digits_are_cut_only_where_there_is_one_way() {
    let cut = |digits, count| split_digits(digits, count).map(|numbers| numbers.join(" "));
    assert_eq!(cut("000", 3).as_deref(), Some("0 0 0"));
    assert_eq!(cut("0012", 3).as_deref(), Some("0 0 12"));
    for (digits, count) in [
        ("10", 2),
        ("0123", 3),
        ("00", 3),
        ("0", 1),
        ("124", 1),
        ("0000", 3),
    ] {
        assert_eq!(cut(digits, count), None, "{digits} in {count}");
    }
}
