//! Format codes that files name by number only, as a Chinese Excel shows them.

/// The code of a built-in number format (ECMA-376, part 1, 18.8.30, with the codes for zh-CN); `General` for others.
pub(crate) fn builtin(id: u32) -> &'static str {
    match id {
        5 | 6 => r##""¥"#,##0;"¥"\-#,##0"##,
        7 | 8 => r##""¥"#,##0.00;"¥"\-#,##0.00"##,
        14 | 30 => "yyyy/m/d",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => r#"yyyy"年"m"月""#,
        28 | 29 | 51 | 53 | 54 | 58 => r#"m"月"d"日""#,
        31 => r#"yyyy"年"m"月"d"日""#,
        32 => r#"h"时"mm"分""#,
        33 => r#"h"时"mm"分"ss"秒""#,
        34 | 55 => r#"AM/PM h"时"mm"分""#,
        35 | 56 => r#"AM/PM h"时"mm"分"ss"秒""#,
        37 | 38 => r"#,##0_ ;\-#,##0\ ",
        39 | 40 => r"#,##0.00_ ;\-#,##0.00\ ",
        41 => r#"_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ "#,
        42 => r#"_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ "#,
        43 => r#"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ "#,
        44 => r#"_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "#,
        id => ssfmt::format_code_from_id(id).unwrap_or("General"),
    }
}
