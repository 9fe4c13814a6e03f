//! The text of a table cell.

use super::control;
use super::css::{Style, Trait};
use super::dom::{Content, NodeId};
use super::view::{Kind, View};
use super::written::{Said, Written};
use crate::grid::seen::{Cause, Look};

/// What a cell says; a line feed where it is broken into lines.
pub(super) fn read(view: &View<'_>, node: NodeId) -> Said {
    let mut written = Written::default();
    note_script(view, node, &mut written);
    content(view, node, &mut written);
    written.finish()
}

/// What is in an element, with what style sheets put around it.
fn content(view: &View<'_>, node: NodeId, written: &mut Written) {
    add(view, node, true, written);
    for child in view.dom.children(node) {
        match view.dom.content(*child) {
            Content::Text(text) => written.text(view.style(node), view.styles.linked, text),
            Content::Element(_) => element(view, *child, written),
            Content::Other => {}
        }
    }
    add(view, node, false, written);
}

fn element(view: &View<'_>, node: NodeId, written: &mut Written) {
    note_script(view, node, written);
    if control::write(view, node, written) {
        return;
    }
    let (name, style) = (view.dom.name(node), view.style(node));
    if name == "br" {
        if style.gone.is_none() {
            written.end_line();
        }
        return;
    }
    if style.is(Trait::Pictured) {
        written.weak(Cause::Picture, "");
    }
    let apart = !style.is_in_line() && view.kind(node) != Kind::Machinery;
    let spaced = style.is(Trait::Spaced) && style.is_seen();
    if apart {
        written.end_line();
    } else if spaced {
        written.space();
    }
    if style.is(Trait::Reversed) && !is_reversed(view, view.dom.parent(node)) {
        let mut inner = Written::default();
        content(view, node, &mut inner);
        written.reversed(inner);
    } else {
        content(view, node, written);
    }
    if apart {
        written.end_line();
    } else if spaced {
        written.space();
    }
}

fn is_reversed(view: &View<'_>, node: Option<NodeId>) -> bool {
    node.is_some_and(|node| view.style(node).is(Trait::Reversed))
}

/// Notes that a script writes what the element shows.
fn note_script(view: &View<'_>, node: NodeId, written: &mut Written) {
    if view.is_scripted(node) {
        written.aside(Look::NotText, Cause::Script, "");
    }
}

/// Signs that belong to a number.
const SIGNS: &str = "-−–－+.,%％‰/／()（）";

/// Writes what style sheets put before or after what is in an element.
pub(super) fn add(view: &View<'_>, node: NodeId, before: bool, written: &mut Written) {
    let Some(added) = view.styles.added(node, before) else {
        return;
    };
    let style: &Style = &added.style;
    let Some(text) = added.text.as_ref().filter(|_| style.is_seen()) else {
        if style.is_seen() {
            written.weak(Cause::Drawing, "");
        }
        return;
    };
    let is_seen = style.look(view.styles.linked).0 != Look::Hidden;
    // Bullets and pictures from a font of icons are ornaments.
    if !text.contains(|c: char| c.is_alphanumeric() || is_seen && SIGNS.contains(c)) {
        return;
    }
    if !style.is_in_line() {
        written.end_line();
    }
    match style.look(view.styles.linked) {
        (Look::Plain, _) => written.repaired(text),
        (look, cause) => written.aside(look, cause, text),
    }
    if !style.is_in_line() {
        written.end_line();
    }
}
