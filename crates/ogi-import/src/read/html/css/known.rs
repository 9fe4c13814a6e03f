//! What an element looks like before any style sheet: by its name, its attributes, and class names that all know.

use super::super::dom::{Content, Element, NodeId};
use super::color::{self, Color};
use super::property::{Align, Declared, Display};
use super::selector::Tree;

/// What browsers and old attributes set, which gives way to every style sheet.
pub(super) fn declared(element: &Element) -> Declared {
    let mut first = Declared {
        display: Some(display(&element.name)),
        ..Declared::default()
    };
    by_name(element, &mut first);
    for attribute in &element.attributes {
        match &*attribute.name.local {
            "hidden" => first.display = Some(Display::None),
            "bgcolor" => first.ground = color::legacy(&attribute.value).map(Color::Known),
            "background" => first.picture = Some(true),
            "dir" => first.rtl = Some(attribute.value.eq_ignore_ascii_case("rtl")),
            "color" if &*element.name == "font" => {
                first.color = color::legacy(&attribute.value).map(Color::Known);
            }
            "text" if &*element.name == "body" => {
                first.color = color::legacy(&attribute.value).map(Color::Known);
            }
            _ => {}
        }
    }
    first
}

/// Names that frameworks give to struck text.
const STRUCK: [&str; 4] = [
    "line-through",
    "text-decoration-line-through",
    "strikethrough",
    "text-strike",
];

fn by_name(element: &Element, first: &mut Declared) {
    if element.classes().any(|class| STRUCK.contains(&class)) {
        first.line_through = Some(true);
    }
    match &*element.name {
        "sup" | "sub" => first.align = Some(Align::Raised),
        "s" | "strike" | "del" => first.line_through = Some(true),
        "bdo" => first.overridden = Some(true),
        "dialog" if element.attribute("open").is_none() => first.display = Some(Display::None),
        _ if element.attribute("popover").is_some() => first.display = Some(Display::None),
        // Links have a colour of their own on a page that says nothing of them.
        "a" if element.attribute("href").is_some() => {
            first.color = color::legacy("#0000ee").map(Color::Known);
        }
        _ => {}
    }
}

fn display(name: &str) -> Display {
    match name {
        "table" => Display::Table,
        "tr" => Display::Row,
        "thead" | "tbody" | "tfoot" => Display::RowGroup,
        "td" | "th" => Display::Cell,
        "col" | "colgroup" => Display::Column,
        "rp" | "datalist" | "area" | "param" => Display::None,
        "img" | "input" | "select" | "textarea" | "button" | "svg" | "canvas" | "object"
        | "iframe" | "embed" | "video" | "meter" | "progress" => Display::InlineBlock,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption"
        | "figure" | "footer" | "form" | "frameset" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "head" | "header" | "hgroup" | "hr" | "html" | "legend" | "li" | "listing" | "main"
        | "menu" | "nav" | "ol" | "optgroup" | "option" | "p" | "plaintext" | "pre" | "search"
        | "section" | "summary" | "title" | "ul" | "xmp" => Display::Block,
        _ => Display::Inline,
    }
}

/// Widths from which on a framework's classes hold, up to that of our screen.
const FROM: [&str; 4] = ["sm", "md", "lg", "xl"];

/// Whether classes hide an element by names that well-known frameworks give them; `None` where they say nothing.
///
/// Their style sheets are linked, and what is linked is not fetched. `is_own` says of a class whether a style sheet in
/// the page has rules for it, which count instead.
pub(super) fn hides(element: &Element, is_own: impl Fn(&str) -> bool) -> Option<bool> {
    if is_closed(element, &is_own) {
        return Some(true);
    }
    let mut strongest = None;
    let mut rank = 0;
    for class in element.classes() {
        let class = class.to_ascii_lowercase();
        if let Some((hidden, class_rank)) = by_class(&class)
            && class_rank >= rank
            && !is_own(&class)
        {
            (strongest, rank) = (Some(hidden), class_rank);
        }
    }
    strongest
}

/// Whether it is a tab or a part that can be folded, and another one is open.
fn is_closed(element: &Element, is_own: impl Fn(&str) -> bool) -> bool {
    let has = |names: &[&str]| {
        element.classes().any(|class| {
            names.iter().any(|name| class.eq_ignore_ascii_case(name)) && !is_own(class)
        })
    };
    has(&[
        "tab-pane",
        "layui-tab-item",
        "carousel-item",
        "collapse",
        "modal",
    ]) && !has(&["active", "show", "in", "layui-show", "open"])
}

/// Whether a class hides or shows, and how strong it is against others of its framework.
fn by_class(class: &str) -> Option<(bool, usize)> {
    match class {
        "hidden"
        | "hide"
        | "invisible"
        | "d-none"
        | "sr-only"
        | "visually-hidden"
        | "visuallyhidden"
        | "screen-reader-text"
        | "screen-reader-only"
        | "is-hidden"
        | "is-sr-only"
        | "show-for-sr"
        | "element-invisible"
        | "a11y-hidden"
        | "layui-hide"
        | "uk-hidden"
        | "ng-hide"
        | "visible-print"
        | "visible-print-block"
        | "print-only"
        | "only-print"
        | "mobile-only"
        | "only-mobile"
        | "visible-mobile"
        | "show-mobile"
        | "phone-only"
        | "hidden-desktop"
        | "hidden-pc"
        | "visible-phone"
        | "visible-tablet"
        | "visible-xs"
        | "visible-sm"
        | "visible-md"
        | "hidden-lg"
        | "hidden-xl"
        | "hide-on-desktop"
        | "hidden-lg-only"
        | "hidden-lg-and-up"
        | "hidden-md-and-up"
        | "hidden-sm-and-up"
        | "hidden-xs-and-up"
        | "hidden-lg-and-down"
        | "layui-hide-lg"
        | "visible-xs-block"
        | "visible-xs-inline"
        | "visible-xs-inline-block"
        | "visible-sm-block"
        | "visible-sm-inline"
        | "visible-sm-inline-block"
        | "visible-md-block"
        | "visible-md-inline"
        | "visible-md-inline-block" => Some((true, 0)),
        // With `visible-sm visible-lg`, the one that holds here wins.
        "visible-lg"
        | "visible-lg-block"
        | "visible-lg-inline"
        | "visible-lg-inline-block"
        | "visible-desktop" => Some((false, 1)),
        _ => by_width(class),
    }
}

/// `d-lg-none`, `d-md-block` and `lg:hidden`, `md:block`: the largest width that our screen has wins.
fn by_width(class: &str) -> Option<(bool, usize)> {
    let (width, display) = match class.split_once(':') {
        Some(parts) => parts,
        None => class.strip_prefix("d-")?.split_once('-')?,
    };
    let rank = FROM.iter().position(|from| *from == width)? + 2;
    match display {
        "none" | "hidden" => Some((true, rank)),
        "block" | "inline" | "inline-block" | "flex" | "inline-flex" | "grid" | "table"
        | "table-cell" | "table-row" | "contents" => Some((false, rank)),
        _ => None,
    }
}

/// Whether an element in a cell is the copy for telephones or for print of the text beside it.
///
/// The names are too common to be believed alone: the same text has to stand beside it, in an element without such a
/// name.
pub(super) fn is_copy(tree: &Tree<'_>, node: NodeId, element: &Element) -> bool {
    if !is_marked_as_copy(element) || !is_in_cell(tree, node) {
        return false;
    }
    let text = short_text(tree, node);
    let (before, after) = tree.beside(node);
    let is_original = |other: Option<NodeId>| {
        let element = other.and_then(|other| Some((other, tree.dom.element(other)?)));
        element.is_some_and(|(other, element)| {
            !is_marked_as_copy(element) && short_text(tree, other) == text
        })
    };
    text.is_some() && (is_original(before) || is_original(after))
}

fn is_marked_as_copy(element: &Element) -> bool {
    const COPIES: [&str; 8] = ["mobile", "phone", "wap", "print", "h5", "m", "xs", "pad"];
    element.classes().any(|class| {
        let class = class.to_ascii_lowercase();
        let mut words = class.split(['-', '_']);
        let is_hidden_there = class.starts_with("hid") || class.starts_with("no");
        // The columns of a framework, such as `col-xs-6`, are as wide as the name says.
        !is_hidden_there && !class.starts_with("col") && words.any(|word| COPIES.contains(&word))
    })
}

/// Whether an element stands within a cell; a cell itself has others of the same number beside it.
fn is_in_cell(tree: &Tree<'_>, node: NodeId) -> bool {
    const NEAR: usize = 3;
    let above = std::iter::successors(tree.dom.parent(node), |node| tree.dom.parent(*node));
    !matches!(tree.dom.name(node), "td" | "th" | "tr" | "option")
        && above
            .take(NEAR)
            .any(|node| matches!(tree.dom.name(node), "td" | "th"))
}

/// Characters and nodes of the longest text that may be there twice; a figure or a label has fewer.
const SHORT: usize = 60;

/// The text of an element without blanks, if it is short.
fn short_text(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    let mut text = String::new();
    let mut open = vec![node];
    let mut looked = 0;
    while let Some(node) = open.pop() {
        looked += 1;
        if looked > SHORT || text.len() > SHORT {
            return None;
        }
        if let Content::Text(part) = tree.dom.content(node) {
            text.extend(part.split_whitespace());
        }
        open.extend(tree.dom.children(node).iter().rev());
    }
    (!text.is_empty()).then_some(text)
}
