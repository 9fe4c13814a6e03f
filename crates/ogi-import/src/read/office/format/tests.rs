use super::{Format, Shown, builtin, stored};

/// Checks what a format shows of a number: its text, `∅` for nothing, `?` for something unknown.
fn check(code: &str, number: f64, expected: &str) {
    let shown = match Format::new(code).number(number, false) {
        Shown::Text(text) | Shown::Date(text) => text.trim().to_owned(),
        Shown::Nothing => "∅".to_owned(),
        Shown::Unknown => "?".to_owned(),
    };
    assert_eq!(shown, expected, "{code} {number}");
}

#[test]
fn numbers_are_shown_as_their_format_says() {
    for (code, number, expected) in [
        ("General", 61.370_000_000_000_005, "61.37"),
        ("General", 0.1 + 0.2, "0.3"),
        ("General", -5.5, "-5.5"),
        ("General", 123_456_789_012.0, "1.23457E+11"),
        ("G/通用格式", 12.0, "12"),
        ("General\"件\"", 12.0, "12件"),
        ("\"约\"General", 12.0, "?"),
        ("@", 12.5, "12.5"),
        ("0", 12.5, "13"),
        ("0.00", 437.251_812_345, "437.25"),
        ("0.00", 1.005, "1.01"),
        ("0.00", -3.0, "-3.00"),
        ("#,##0", 1_234_567.0, "1,234,567"),
        ("#,##0.00", 1_234.5, "1,234.50"),
        ("0%", 12.0, "1200%"),
        ("0.0%", 0.1234, "12.3%"),
        ("0!.0000", 4_372_518.0, "437.2518"),
        ("0\\.0000", 12.0, "0.0012"),
        ("0!.0,\"万\"", 4_372_518.0, "437.3万"),
        ("0.00,", 437_251.8, "437.25"),
        ("0,.00", 437_251.8, "437.25"),
        ("0,,", 12_600_000.0, "13"),
        ("0.00,,\"亿\"", 123_456_789.0, "123.46亿"),
        ("0\"件\"", 9326.0, "9326件"),
        ("[$¥-804]#,##0.00", 12.5, "¥12.50"),
        ("[DBNum1][$-804]0", 123.0, "?"),
        ("[DBNum2][$-804]General", 123.0, "?"),
        ("[红色]0", 5.0, "5"),
        ("[White]0", 5.0, "?"),
        ("000000", 42.0, "000042"),
        ("0.00E+00", 12_345.0, "1.23E+04"),
        ("# ?/?", 1.5, "1 1/2"),
        ("0.00", 1e300, "?"),
    ] {
        check(code, number, expected);
    }
}

#[test]
fn sections_show_and_hide() {
    for (code, number, expected) in [
        (";;;", 9326.0, "∅"),
        (";;", 9326.0, "∅"),
        ("0;-0;;@", 0.0, "∅"),
        ("0;-0;;@", 5.0, "5"),
        ("0;-0;;@", -5.0, "-5"),
        ("0;;", -5.0, "∅"),
        ("#", 0.0, "∅"),
        ("#;#;", 0.0, "∅"),
        ("\"见附表\"", 9326.0, "见附表"),
        ("**", 9326.0, "∅"),
        ("0;(0)", -5.0, "(5)"),
        ("0;0", -5.0, "5"),
        ("0;0;\"零\"", 0.0, "零"),
        ("[=0]\"\";0", 0.0, "∅"),
        ("[=0]\"\";0", 7.0, "7"),
        ("[>=10000]0!.0,\"万\";0", 12_345.0, "1.2万"),
        ("[>=10000]0!.0,\"万\";0", 999.0, "999"),
        ("[Red][>5]0;[Blue]0", -2.0, "?"),
        (builtin(43), 0.0, "-"),
        (builtin(43), 61.37, "61.37"),
        (builtin(44), 61.37, "¥61.37"),
    ] {
        check(code, number, expected);
    }
}

#[test]
fn dates_are_shown_as_dates() {
    for (code, number, expected) in [
        ("yyyy-mm-dd", 45_355.0, "2024-03-04"),
        ("yyyy\"年\"m\"月\"d\"日\"", 45_317.0, "2024年1月26日"),
        (builtin(14), 45_317.0, "2024/1/26"),
        (builtin(31), 45_317.0, "2024年1月26日"),
        ("[h]:mm", 1.5, "36:00"),
        ("ss.0000000000000000000000000000000000", 1.5, "?"),
        ("yyyy", 1e12, "?"),
        ("yyyy", -1.0, "?"),
    ] {
        check(code, number, expected);
    }
    assert_eq!(
        Format::new("yyyy-mm-dd").number(43_855.0, true),
        Shown::Date("2024-01-26".to_owned())
    );
}

#[test]
fn texts_are_shown_as_their_format_says() {
    for (code, expected) in [
        ("General", Shown::Text("甲".to_owned())),
        ("@", Shown::Text("甲".to_owned())),
        ("0", Shown::Text("甲".to_owned())),
        (";;;", Shown::Nothing),
        ("0;-0;;\"第\"@\"号\"", Shown::Text("第甲号".to_owned())),
        ("\"第\"@", Shown::Text("第甲".to_owned())),
    ] {
        assert_eq!(Format::new(code).text("甲"), expected, "{code}");
    }
}

#[test]
fn hostile_codes_end() {
    for code in [
        "0".repeat(100_000),
        "[".repeat(200),
        "\"".repeat(201),
        "_".to_owned(),
        "0.".to_owned() + &"0".repeat(200),
    ] {
        drop(Format::new(&code).number(1.5, false));
        drop(Format::new(&code).text("x"));
    }
}

#[test]
fn stored_numbers_are_quoted_in_full() {
    for (number, expected) in [
        (437.251_812_345, "437.251812345"),
        (0.0, "0"),
        (-0.0, "0"),
        (-2.5, "-2.5"),
        (1e300, "1e300"),
    ] {
        assert_eq!(stored(number), expected);
    }
}
