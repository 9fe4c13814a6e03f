//! Selectors: what `selectors` needs to know about names, states and the tree.

use std::borrow::Borrow;
use std::cell::Cell;
use std::fmt;

use cssparser::{ParseError, Parser as Css, ToCss, serialize_identifier};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{NonTSPseudoClass, PseudoElement, SelectorImpl, SelectorParseErrorKind};
use selectors::{Element as Matched, OpaqueElement};

use super::super::dom::{Content, Dom, Element, NodeId};

/// The kinds of names that our selectors are made of.
#[derive(Debug, Clone)]
pub(super) struct Kinds;

/// A name in a selector.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Name(Box<str>);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for Name {
    /// FNV-1a.
    fn precomputed_hash(&self) -> u32 {
        let bytes = self.0.bytes();
        bytes.fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    }
}

/// States of elements; on a page that nobody has touched yet, most of them never hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Never,
    Link,
    Checked,
    Disabled,
    Enabled,
    Open,
    /// It holds for every element, such as being defined.
    Always,
    /// Its text is in one of these languages.
    Language(Box<[String]>),
}

impl NonTSPseudoClass for State {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

impl ToCss for State {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, ":{self:?}")
    }
}

/// Parts of a page that are not elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Before,
    After,
    /// The first letter or line: a part of the text in the element.
    First,
    /// A selection, a scroll bar: nothing that hides text.
    Other,
}

impl PseudoElement for Part {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }

    fn is_before_or_after(&self) -> bool {
        matches!(self, Self::Before | Self::After)
    }
}

impl ToCss for Part {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{self:?}")
    }
}

impl SelectorImpl for Kinds {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = str;
    type BorrowedLocalName = str;
    type NonTSPseudoClass = State;
    type PseudoElement = Part;
}

/// Reads selectors of style sheets.
pub(super) struct SelectorParser;

type Fault = ParseError<SelectorParseErrorKind>;

impl<'i> selectors::Parser<'i> for SelectorParser {
    type Impl = Kinds;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("matches")
            || name.eq_ignore_ascii_case("-webkit-any")
            || name.eq_ignore_ascii_case("-moz-any")
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<State, Fault> {
        Ok(match &*name.to_ascii_lowercase() {
            "link" | "any-link" | "-webkit-any-link" => State::Link,
            "checked" => State::Checked,
            "disabled" => State::Disabled,
            "enabled" => State::Enabled,
            "open" => State::Open,
            "defined" | "read-only" => State::Always,
            "hover" | "active" | "focus" | "focus-within" | "focus-visible" | "visited"
            | "target" | "target-within" | "required" | "optional" | "read-write" | "valid"
            | "invalid" | "in-range" | "out-of-range" | "indeterminate" | "default"
            | "placeholder-shown" | "modal" | "popover-open" | "fullscreen" | "autofill"
            | "-webkit-autofill" | "user-invalid" | "user-valid" => State::Never,
            _ => return Err(unsupported()),
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut Css<'i>,
        _after_part: bool,
    ) -> Result<State, Fault> {
        let argument = input.expect_ident_or_string()?.to_ascii_lowercase();
        Ok(match &*name.to_ascii_lowercase() {
            "lang" => {
                let mut languages = vec![argument];
                while input.try_parse(Css::expect_comma).is_ok() {
                    languages.push(input.expect_ident_or_string()?.to_ascii_lowercase());
                }
                State::Language(languages.into())
            }
            // Reports run from left to right.
            "dir" if argument == "ltr" => State::Always,
            "dir" | "state" => State::Never,
            _ => return Err(unsupported()),
        })
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<Part, Fault> {
        Ok(match &*name.to_ascii_lowercase() {
            "before" => Part::Before,
            "after" => Part::After,
            "first-line" | "first-letter" => Part::First,
            "selection" | "placeholder" | "marker" | "backdrop" | "file-selector-button" => {
                Part::Other
            }
            name if name.starts_with("-webkit-") => Part::Other,
            _ => return Err(unsupported()),
        })
    }
}

fn unsupported() -> Fault {
    ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)
}

/// The tree of a page with what matching needs beside it, and a count of the work.
pub(super) struct Tree<'a> {
    pub(super) dom: &'a Dom,
    /// The elements before and after each node, among the children of its parent.
    beside: Vec<(Option<NodeId>, Option<NodeId>)>,
    left: Cell<usize>,
}

impl<'a> Tree<'a> {
    /// Looks at the tree once. `work` is how many looks at elements matching may take.
    pub(super) fn new(dom: &'a Dom, work: usize) -> Self {
        let mut beside = vec![(None, None); dom.len()];
        for parent in 0..dom.len() {
            let mut before: Option<NodeId> = None;
            for child in dom.children(parent) {
                if dom.element(*child).is_none() {
                    continue;
                }
                beside[*child].0 = before;
                if let Some(before) = before {
                    beside[before].1 = Some(*child);
                }
                before = Some(*child);
            }
        }
        let left = Cell::new(work);
        Self { dom, beside, left }
    }

    /// The elements before and after a node.
    pub(super) fn beside(&self, node: NodeId) -> (Option<NodeId>, Option<NodeId>) {
        self.beside[node]
    }

    /// Counts work; false once there was too much of it.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(work));
        left > work
    }

    /// Whether more work was asked for than is bearable: what was matched then is not to be used.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    pub(super) fn at(&'a self, node: NodeId) -> Option<Place<'a>> {
        let element = self.dom.element(node)?;
        Some(Place {
            tree: self,
            node,
            element,
        })
    }
}

/// An element in its tree.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    tree: &'a Tree<'a>,
    node: NodeId,
    element: &'a Element,
}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.node)
    }
}

impl Place<'_> {
    fn spend(&self) -> bool {
        self.tree.spend(1)
    }

    fn value(&self, name: &str) -> Option<&str> {
        // Long values take longer to compare.
        let value = self.element.attribute(name)?;
        self.tree.spend(1 + value.len() / 32).then_some(value)
    }

    /// Whether its text is in one of some languages, each a language or one of a region such as `zh-tw`.
    fn speaks(&self, languages: &[String]) -> bool {
        let mut at = Some(*self);
        let mut own = None;
        while let Some(place) = at.filter(|_| own.is_none()) {
            own = place
                .value("lang")
                .or_else(|| place.value("xml:lang"))
                .map(str::to_ascii_lowercase);
            at = place.parent_element();
        }
        // A page that does not say so is in Chinese.
        let own = own.unwrap_or_else(|| "zh-cn".to_owned());
        languages.iter().any(|language| {
            let language = language.trim_start_matches("*-");
            own.strip_prefix(language)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    fn to(&self, node: Option<NodeId>) -> Option<Self> {
        self.spend().then(|| self.tree.at(node?)).flatten()
    }
}

impl Matched for Place<'_> {
    type Impl = Kinds;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        self.to(self.tree.dom.parent(self.node))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.to(self.tree.beside[self.node].0)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.to(self.tree.beside[self.node].1)
    }

    fn first_element_child(&self) -> Option<Self> {
        let children = self.tree.dom.children(self.node).iter();
        let first = children
            .copied()
            .find(|child| self.tree.dom.element(*child).is_some());
        self.to(first)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        !self.element.foreign
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.spend() && &*self.element.name == name
    }

    fn has_namespace(&self, _namespace: &str) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.spend() && self.element.name == other.element.name
    }

    fn attr_matches(
        &self,
        _namespace: &NamespaceConstraint<&Name>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        self.value(&name.0)
            .is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(
        &self,
        state: &State,
        _context: &mut MatchingContext<'_, Kinds>,
    ) -> bool {
        let has = |name: &str| self.element.attribute(name).is_some();
        let is_control = matches!(
            &*self.element.name,
            "input" | "select" | "textarea" | "button" | "option" | "fieldset" | "optgroup"
        );
        match state {
            State::Never => false,
            State::Always => true,
            State::Link => self.is_link(),
            State::Checked => has("checked") || has("selected"),
            State::Disabled => is_control && has("disabled"),
            State::Enabled => is_control && !has("disabled"),
            State::Open => has("open"),
            State::Language(languages) => self.speaks(languages),
        }
    }

    fn match_pseudo_element(
        &self,
        _part: &Part,
        _context: &mut MatchingContext<'_, Kinds>,
    ) -> bool {
        false
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(&*self.element.name, "a" | "area") && self.element.attribute("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.value("id")
            .is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        self.value("class").is_some_and(|classes| {
            classes
                .split_ascii_whitespace()
                .any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
        })
    }

    fn has_custom_state(&self, _name: &Name) -> bool {
        false
    }

    fn imported_part(&self, _name: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _name: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let mut children = self.tree.dom.children(self.node).iter();
        !children.any(|child| match self.tree.dom.content(*child) {
            Content::Element(_) => true,
            Content::Text(text) => !text.is_empty(),
            Content::Other => false,
        })
    }

    fn is_root(&self) -> bool {
        self.tree.dom.parent(self.node) == Some(Dom::ROOT)
    }

    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        false
    }
}
