//! How the elements of a page look: style sheets, `style` attributes and what elements bring along.

mod cascade;
mod color;
mod known;
mod media;
mod property;
mod selector;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod value;
mod variables;

use std::collections::HashSet;
use std::rc::Rc;

use html5ever::LocalName;

use super::dom::{Content, Dom, NodeId};
use crate::error::{Bound, ImportError};
use crate::limits::Limits;
use cascade::Cascade;
use property::{Declared, Visibility};
use selector::{Part, Tree};
use sheet::Sheets;
use variables::Variables;

pub(super) use property::Display;
pub(super) use style::{Style, Trait};

/// The style of every node of a page.
pub(super) struct Styles {
    /// Index into [`Styles::kinds`] for each node; that of the element around for characters.
    of: Vec<u32>,
    kinds: Vec<Style>,
    /// Text that style sheets add to elements: the node, whether before what is in it, its style, and the text.
    added: Vec<Added>,
    /// Whether the page links style sheets, which are not fetched.
    pub(super) linked: bool,
}

/// Text that style sheets put before or after what is in an element.
#[derive(Debug)]
pub(super) struct Added {
    node: NodeId,
    before: bool,
    pub(super) style: Style,
    /// The text; none for a picture or a counter.
    pub(super) text: Option<String>,
}

impl Styles {
    /// Works out the style of every node.
    ///
    /// # Errors
    ///
    /// The style sheets ask for more work than those of any page do.
    pub(super) fn new(dom: &Dom, limits: &Limits) -> Result<Self, ImportError> {
        let page = Sources::gather(dom);
        let mut shown = HashSet::new();
        let mut styles = page.styles(dom, limits, &shown)?;
        // A page whose tables are all hidden, and that has scripts, is one that a script shows once it is loaded.
        for _ in 0..SHOWN_AGAIN {
            let hidden = styles.hidden_around_tables(dom);
            if hidden.is_empty() || !page.has_script {
                break;
            }
            shown.extend(hidden);
            styles = page.styles(dom, limits, &shown)?;
        }
        Ok(styles)
    }

    pub(super) fn of(&self, node: NodeId) -> &Style {
        &self.kinds[self.of[node] as usize]
    }

    /// What style sheets put before or after what is in an element.
    pub(super) fn added(&self, node: NodeId, before: bool) -> Option<&Added> {
        let first = self.added.partition_point(|added| added.node < node);
        let mut own = self.added[first..]
            .iter()
            .take_while(|added| added.node == node);
        own.find(|added| added.before == before)
    }
}

/// How often what hides all tables is taken away: what hides them may stand within other such boxes.
const SHOWN_AGAIN: usize = 3;
/// Cells of the tables of a page that are too few for a report.
const FEW_CELLS: usize = 10;
/// Cells that a table of a report has at least.
const MANY_CELLS: usize = 20;

/// What a page says of its looks.
struct Sources {
    sheets: Sheets,
    linked: bool,
    has_script: bool,
    /// Whether elements have trees of their own, which are shown instead of what is in them.
    has_shadows: bool,
}

impl Sources {
    fn gather(dom: &Dom) -> Self {
        let mut page = Self {
            sheets: Sheets::default(),
            linked: false,
            has_script: false,
            has_shadows: false,
        };
        let mut sheets = Vec::new();
        let mut open = vec![Dom::ROOT];
        while let Some(node) = open.pop() {
            page.add(dom, node, &mut sheets);
            if dom.name(node) != "template" {
                open.extend(dom.children(node).iter().rev());
            }
        }
        let mut variables = Variables::default();
        for sheet in &sheets {
            variables.gather(sheet);
        }
        page.sheets.variables = Rc::new(variables);
        for sheet in &sheets {
            page.sheets.add(sheet);
        }
        page.linked |= page.sheets.imports;
        page
    }

    fn add(&mut self, dom: &Dom, node: NodeId, sheets: &mut Vec<String>) {
        let Some(element) = dom.element(node) else {
            return;
        };
        let applies = || element.attribute("media").is_none_or(media::applies_text);
        let has = |name: &str, values: &[&str]| {
            let value = element.attribute(name).unwrap_or("").trim();
            values.iter().any(|one| value.eq_ignore_ascii_case(one))
        };
        match &*element.name {
            "style" if has("type", &["", "text/css"]) && applies() => {
                sheets.push(dom.raw_text(node));
            }
            "link" if has("rel", &["stylesheet"]) && applies() => self.linked = true,
            "script"
                if has(
                    "type",
                    &["", "text/javascript", "application/javascript", "module"],
                ) =>
            {
                self.has_script = true;
            }
            "template" => self.has_shadows |= element.attribute("shadowrootmode").is_some(),
            "body" => self.has_script |= element.attribute("onload").is_some(),
            _ => {}
        }
    }

    fn styles(
        &self,
        dom: &Dom,
        limits: &Limits,
        shown: &HashSet<NodeId>,
    ) -> Result<Styles, ImportError> {
        let tree = Tree::new(dom, limits.comparisons);
        let mut work = Work {
            cascade: Cascade::new(&tree, &self.sheets),
            tree: &tree,
            has_shadows: self.has_shadows,
            shown,
            styles: Styles {
                of: vec![0; dom.len()],
                kinds: vec![Style::PAGE],
                added: Vec::new(),
                linked: self.linked,
            },
            last: None,
        };
        let mut open = vec![Dom::ROOT];
        while let Some(node) = open.pop() {
            if dom.parent(node).is_some() {
                work.style(node);
            }
            if tree.is_spent() || self.sheets.is_excessive {
                return Err(ImportError::Beyond {
                    bound: Bound::Comparisons,
                    limit: limits.comparisons,
                });
            }
            if dom.name(node) != "template" {
                open.extend(dom.children(node).iter().rev());
            }
        }
        let mut styles = work.styles;
        styles.added.sort_by_key(|added| added.node);
        Ok(styles)
    }
}

/// Styles while they are worked out, from the root down.
struct Work<'a> {
    tree: &'a Tree<'a>,
    cascade: Cascade<'a>,
    has_shadows: bool,
    shown: &'a HashSet<NodeId>,
    styles: Styles,
    /// The element of no attributes seen last: the style around it, its name and its own style.
    last: Option<(u32, LocalName, u32)>,
}

/// Styles looked through for an equal one; neighbours mostly look alike.
const ALIKE: usize = 8;

impl Work<'_> {
    fn style(&mut self, node: NodeId) {
        let dom = self.tree.dom;
        let around = dom.parent(node).map_or(0, |parent| self.styles.of[parent]);
        let Content::Element(element) = dom.content(node) else {
            self.styles.of[node] = around;
            return;
        };
        let is_shadowed = self.has_shadows && has_shadow(dom, node);
        let plain = element.attributes.is_empty() && self.cascade.is_empty() && !is_shadowed;
        if plain
            && let Some((last_around, name, style)) = &self.last
            && (*last_around, name) == (around, &element.name)
        {
            self.styles.of[node] = *style;
            return;
        }
        let outer = self.styles.kinds[around as usize];
        let mut first = known::declared(element);
        let cascade = &self.cascade;
        let hidden = known::hides(element, |class| cascade.has_class(class));
        if hidden == Some(true) || known::is_copy(self.tree, node, element) {
            first.display = Some(Display::None);
        }
        let mut declared = self.cascade.element(node, first);
        if self.shown.contains(&node) {
            show(&mut declared);
        }
        let mut style = outer.inner(element, &declared);
        if let Some(first) = self.cascade.part(node, Part::First) {
            style.doubt_first(&first, self.styles.linked);
        }
        if is_shadowed {
            style.doubt_shadowed();
        }
        let index = self.intern(style);
        self.styles.of[node] = index;
        if plain {
            self.last = Some((around, element.name.clone(), index));
        }
        self.add_parts(node, &style);
    }

    fn intern(&mut self, style: Style) -> u32 {
        let kinds = &mut self.styles.kinds;
        let first = kinds.len().saturating_sub(ALIKE);
        let alike = kinds[first..].iter().rposition(|kind| *kind == style);
        let index = alike.map_or(kinds.len(), |index| first + index);
        if alike.is_none() {
            kinds.push(style);
        }
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    fn add_parts(&mut self, node: NodeId, outer: &Style) {
        let Some(element) = self.tree.dom.element(node) else {
            return;
        };
        for part in [Part::Before, Part::After] {
            let Some(declared) = self.cascade.part(node, part) else {
                continue;
            };
            let text = match declared.content.clone() {
                None | Some(property::Content::None) => continue,
                Some(property::Content::Text(text)) => Some(text.to_string()),
                Some(property::Content::Attribute(name)) => {
                    Some(element.attribute(&name).unwrap_or("").to_owned())
                }
                Some(property::Content::Counter) => Some("counter()".to_owned()),
                Some(property::Content::Other) => None,
            };
            self.styles.added.push(Added {
                node,
                before: part == Part::Before,
                style: outer.part(&declared),
                text,
            });
        }
    }
}

/// Whether a browser shows a tree of its own instead of what is in an element, which may take its place there.
fn has_shadow(dom: &Dom, node: NodeId) -> bool {
    let mut children = dom.children(node).iter();
    children.any(|child| {
        dom.name(*child) == "template" && dom.attribute(*child, "shadowrootmode").is_some()
    })
}

/// Takes away all that hides an element.
fn show(declared: &mut Declared) {
    *declared = Declared {
        display: declared
            .display
            .filter(|display| *display != Display::None)
            .or(Some(Display::Block)),
        visibility: Some(Visibility::Visible),
        font_size: declared.font_size,
        color: declared.color,
        ground: declared.ground,
        ..Declared::default()
    };
}

impl Styles {
    /// The outermost elements that hide all tables of the page; none where tables are to be seen.
    ///
    /// Where several hide parts of it, they may be tabs, of which a script shows one: nothing is shown again then.
    fn hidden_around_tables(&self, dom: &Dom) -> HashSet<NodeId> {
        let (mut seen, mut hidden) = (0, 0);
        let mut roots = HashSet::new();
        let mut open = vec![(Dom::ROOT, None)];
        while let Some((node, root)) = open.pop() {
            let own = self.of(node).is_seen();
            let root = if own { None } else { root.or(Some(node)) };
            if matches!(dom.name(node), "td" | "th") {
                match root {
                    None => seen += 1,
                    Some(root) => {
                        hidden += 1;
                        roots.insert(root);
                    }
                }
            }
            open.extend(dom.children(node).iter().map(|child| (*child, root)));
        }
        let is_none = |root: &NodeId| self.of(*root).display == Display::None;
        if seen >= FEW_CELLS || hidden < MANY_CELLS || roots.len() > 1 && roots.iter().any(is_none)
        {
            return HashSet::new();
        }
        roots
    }
}
