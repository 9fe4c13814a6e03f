//! Parts of a page that are not written text: controls, pictures, drawings, scripts.

use super::css::Style;
use super::dom::{Dom, Element, NodeId};
use super::view::View;
use super::written::Written;
use crate::grid::seen::{Cause, Look};

/// What an element shows in place of text.
pub(super) enum Shown {
    /// Text that stands in a control.
    Text(String),
    /// Something to be seen that is no text.
    NotText(Cause, String),
    /// Something to be seen that says nothing where there is text beside it.
    Weak(Cause),
    /// Text of the element that is never shown.
    Hidden(String),
    /// Nothing.
    Nothing,
}

/// What a control, a picture or a script shows; `None` for an element with ordinary content.
pub(super) fn shown(view: &View<'_>, node: NodeId) -> Option<Shown> {
    let (dom, element) = (view.dom, view.dom.element(node)?);
    Some(match &*element.name {
        "input" => input(element),
        "select" => select(dom, node, element),
        "textarea" => Shown::Text(dom.raw_text(node)),
        "button" => button(dom.text(node)),
        "img" | "image" => picture(element),
        "svg" if is_tiny(element) => Shown::Nothing,
        "math" if dom.children(node).len() > 1 || has_formula(dom, node) => {
            Shown::NotText(Cause::Drawing, dom.text(node))
        }
        "svg" | "canvas" | "meter" | "progress" => Shown::NotText(Cause::Drawing, dom.text(node)),
        "object" | "embed" | "applet" | "video" => Shown::NotText(Cause::Picture, String::new()),
        "iframe" if !is_tiny(element) && has_source(element) => {
            Shown::NotText(Cause::Picture, String::new())
        }
        "audio" if element.attribute("controls").is_some() => Shown::Weak(Cause::Control),
        "script" if crate::read::script::writes(&dom.raw_text(node)) => {
            Shown::NotText(Cause::Script, String::new())
        }
        // What is in a template is shown only where the template makes a tree of its own.
        "template" if element.attribute("shadowrootmode").is_some() => Shown::Weak(Cause::Drawing),
        "iframe" | "audio" | "script" | "style" | "template" | "noscript" | "noframes" => {
            Shown::Nothing
        }
        _ => return None,
    })
}

/// Writes what an element shows that is not ordinary text; false where its content is.
pub(super) fn write(view: &View<'_>, node: NodeId, written: &mut Written) -> bool {
    let Some(shown) = shown(view, node) else {
        return false;
    };
    let style = view.style(node);
    match shown {
        Shown::Text(text) => written.text(style, view.styles.linked, &text),
        Shown::Hidden(text) => written.aside(Look::Hidden, Cause::Marked, &text),
        Shown::NotText(cause, text) => match unseen(style) {
            None => written.aside(Look::NotText, cause, &text),
            Some(hidden) => written.aside(Look::Hidden, hidden, &text),
        },
        Shown::Weak(cause) if unseen(style).is_none() => written.weak(cause, ""),
        Shown::Weak(_) | Shown::Nothing => {}
    }
    true
}

fn unseen(style: &Style) -> Option<Cause> {
    (!style.is_seen()).then_some(style.gone.unwrap_or(Cause::Marked))
}

fn input(element: &Element) -> Shown {
    let value = element.attribute("value").unwrap_or("").trim();
    let kind = element.attribute("type").unwrap_or("").to_ascii_lowercase();
    match &*kind {
        "hidden" => Shown::Hidden(value.to_owned()),
        "checkbox" | "radio" => Shown::Weak(Cause::Control),
        "button" | "submit" | "reset" => button(value.to_owned()),
        "image" => picture(element),
        // A box for numbers shows nothing that is none.
        "number" if value.parse::<f64>().is_err() => Shown::Weak(Cause::Control),
        "password" | "range" | "color" | "file" => Shown::NotText(Cause::Control, String::new()),
        _ if value.is_empty() => {
            let placeholder = element.attribute("placeholder").unwrap_or("");
            Shown::NotText(Cause::Control, placeholder.to_owned())
        }
        _ => Shown::Text(value.to_owned()),
    }
}

/// What is written on a button names what it does. One with a number may show a figure.
fn button(label: String) -> Shown {
    if label.contains(|c: char| c.is_ascii_digit()) {
        Shown::NotText(Cause::Control, label)
    } else {
        Shown::Weak(Cause::Control)
    }
}

/// The choice that is made, or the first; a list that shows several at once says nothing.
fn select(dom: &Dom, node: NodeId, element: &Element) -> Shown {
    let rows = element
        .attribute("size")
        .and_then(|size| size.trim().parse::<u32>().ok());
    let mut first = None;
    let mut chosen = None;
    let mut open: Vec<NodeId> = dom.children(node).iter().rev().copied().collect();
    while let Some(child) = open.pop() {
        match dom.name(child) {
            "option" => {
                if dom.attribute(child, "selected").is_some() {
                    chosen = Some(child);
                }
                if dom.attribute(child, "disabled").is_none() {
                    first = first.or(Some(child));
                }
            }
            _ => open.extend(dom.children(child).iter().rev()),
        }
    }
    let several = element.attribute("multiple").is_some() || rows.is_some_and(|rows| rows > 1);
    match chosen.or(first) {
        Some(option) if !several => {
            let label = dom
                .attribute(option, "label")
                .filter(|label| !label.trim().is_empty());
            Shown::Text(label.map_or_else(|| dom.text(option), str::to_owned))
        }
        _ => Shown::NotText(Cause::Control, String::new()),
    }
}

/// The beginning of the pixel that pages use to keep a place free.
const PIXEL: &str = "data:image/gif;base64,R0lGODlhAQAB";

fn picture(element: &Element) -> Shown {
    let source = element.attribute("src").unwrap_or("").trim();
    let alternative = element.attribute("alt").unwrap_or("").trim();
    let is_nothing = !has_source(element) && alternative.is_empty();
    if is_nothing || is_tiny(element) || source.starts_with(PIXEL) {
        return Shown::Nothing;
    }
    Shown::NotText(Cause::Picture, alternative.to_owned())
}

fn has_source(element: &Element) -> bool {
    const SOURCES: [&str; 6] = [
        "src",
        "srcset",
        "srcdoc",
        "data-src",
        "data-original",
        "href",
    ];
    SOURCES.iter().any(|name| {
        element
            .attribute(name)
            .is_some_and(|source| !matches!(source.trim(), "" | "about:blank" | "#"))
    })
}

/// Whether attributes make it too small to show a digit.
fn is_tiny(element: &Element) -> bool {
    ["width", "height"].iter().any(|side| {
        let text = element
            .attribute(side)
            .unwrap_or("")
            .trim()
            .trim_end_matches("px");
        text.parse::<f32>().is_ok_and(|pixels| pixels <= 3.0)
    })
}

/// Whether a formula is more than a row of numbers and signs.
fn has_formula(dom: &Dom, node: NodeId) -> bool {
    let mut open: Vec<NodeId> = dom.children(node).to_vec();
    while let Some(child) = open.pop() {
        if !matches!(
            dom.name(child),
            "" | "mrow" | "mn" | "mo" | "mi" | "mtext" | "mstyle"
        ) {
            return true;
        }
        open.extend(dom.children(child));
    }
    false
}
