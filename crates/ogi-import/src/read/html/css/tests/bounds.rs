//! Style sheets that ask for more work than any page does.

use super::super::super::read;
use crate::error::{Bound, ImportError};
use crate::limits::Limits;

#[test]
fn style_sheets_are_bounded() {
    let limits = Limits {
        comparisons: 200_000,
        ..Limits::default()
    };
    let cells = "<tr><td class=a>1</td><td>2</td></tr>".repeat(1_000);
    for sheet in [
        "td{color:red}".repeat(1_000),
        ".a:not(.b):not(.c) ~ td{color:red}".repeat(1_000),
        "* * * * * *{display:none}".repeat(2_000),
        ":nth-last-child(2n+1 of td td){color:red}".repeat(500),
        "tr:has(td ~ td ~ td){color:red}".repeat(500),
        format!("{}{{color:red}}", vec!["td"; 60_000].join(",")),
        format!("{}{{color:red}}", "a ".repeat(1_000)),
        format!("{}{{ b{{color:red}} }}", vec!["td"; 40_000].join(",")).repeat(2),
    ] {
        let html = format!("<!DOCTYPE html><style>{sheet}</style><table>{cells}</table>");
        assert!(read(&html, &limits).is_err(), "{}", &sheet[..40]);
    }
    for sheet in [
        "@media screen{".repeat(50_000),
        "a{".repeat(50_000),
        ":not(".repeat(50_000),
        "[".repeat(50_000),
        "a{color:rgb(".repeat(50_000),
        "td{width:calc(".repeat(10) + &"(".repeat(50_000),
        "@media not (not (".repeat(10_000),
    ] {
        let html = format!("<!DOCTYPE html><style>{sheet}</style><table>{cells}</table>");
        let inline = format!("<table><tr><td>甲</td><td style='{sheet}'>1</td></tr></table>");
        assert!(read(&html, &limits).is_ok(), "{}", &sheet[..10]);
        // A value of that length may look like a tag with as many attributes.
        let is_bounded = |error| {
            matches!(
                error,
                ImportError::Beyond {
                    bound: Bound::Attributes,
                    ..
                }
            )
        };
        assert!(
            read(&inline, &limits).map_or_else(is_bounded, |_| true),
            "{}",
            &sheet[..10]
        );
    }
}
