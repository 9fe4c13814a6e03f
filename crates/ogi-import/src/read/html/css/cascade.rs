//! Which declarations hold for an element: rules by bucket, specificity and order.

use std::collections::HashMap;
use std::rc::Rc;

use selectors::Element as _;
use selectors::context::{
    MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{MatchingContext, matches_selector};
use selectors::parser::{Component, Selector, SelectorList};

use super::super::dom::{Element, NodeId};
use super::property::{Declared, Display};
use super::selector::{Kinds, Part, Tree};
use super::sheet::{self, Block, Scope, Sheets};

/// Rules by the last name of their selector, so that an element meets only those that may select it.
#[derive(Default)]
struct Buckets {
    ids: HashMap<String, Vec<usize>>,
    classes: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
    others: Vec<usize>,
}

impl Buckets {
    fn new(sheets: &Sheets, part: Option<Part>) -> Self {
        let mut buckets = Self::default();
        for (index, rule) in sheets.rules.iter().enumerate() {
            if rule.selector.pseudo_element().copied() != part {
                continue;
            }
            match key(&rule.selector) {
                Key::Id(id) => buckets.ids.entry(id).or_default().push(index),
                Key::Class(class) => buckets.classes.entry(class).or_default().push(index),
                Key::Name(name) => buckets.names.entry(name).or_default().push(index),
                Key::None => buckets.others.push(index),
            }
        }
        buckets
    }

    fn is_empty(&self) -> bool {
        self.others.is_empty()
            && self.ids.is_empty()
            && self.classes.is_empty()
            && self.names.is_empty()
    }

    /// The rules that may select an element.
    fn candidates(&self, element: &Element, into: &mut Vec<usize>) {
        into.clear();
        into.extend(&self.others);
        into.extend(self.names.get(&*element.name).into_iter().flatten());
        if !self.ids.is_empty()
            && let Some(id) = element.attribute("id")
        {
            into.extend(self.ids.get(&id.to_ascii_lowercase()).into_iter().flatten());
        }
        if !self.classes.is_empty() {
            for class in element.classes() {
                let rules = self.classes.get(&class.to_ascii_lowercase());
                into.extend(rules.into_iter().flatten());
            }
        }
    }
}

enum Key {
    Id(String),
    Class(String),
    Name(String),
    None,
}

/// The rarest name that an element must have for a selector; in lower case, since some pages ignore case.
fn key(selector: &Selector<Kinds>) -> Key {
    let mut parts = selector.iter();
    let mut key = Key::None;
    loop {
        for part in &mut parts {
            key = match (part, key) {
                (Component::ID(id), _) => Key::Id(id.as_ref().to_ascii_lowercase()),
                (_, found @ Key::Id(_)) => found,
                (Component::Class(class), _) => Key::Class(class.as_ref().to_ascii_lowercase()),
                (_, found @ Key::Class(_)) => found,
                (Component::LocalName(name), _) => Key::Name(name.lower_name.as_ref().to_owned()),
                (_, found) => found,
            };
        }
        // The part of an element, such as `::before`, stands to the right of what names the element.
        match parts.next_sequence() {
            Some(combinator) if combinator.is_pseudo_element() => {}
            _ => return key,
        }
    }
}

/// Finds the declarations of elements.
pub(super) struct Cascade<'a> {
    tree: &'a Tree<'a>,
    sheets: &'a Sheets,
    elements: Buckets,
    before: Buckets,
    after: Buckets,
    first: Buckets,
    caches: SelectorCaches,
    candidates: Vec<usize>,
    /// What attributes say; pages of word processors repeat the same few hundreds of times.
    attributes: HashMap<&'a str, Rc<Block>>,
}

impl<'a> Cascade<'a> {
    pub(super) fn new(tree: &'a Tree<'a>, sheets: &'a Sheets) -> Self {
        Self {
            tree,
            sheets,
            elements: Buckets::new(sheets, None),
            before: Buckets::new(sheets, Some(Part::Before)),
            after: Buckets::new(sheets, Some(Part::After)),
            first: Buckets::new(sheets, Some(Part::First)),
            caches: SelectorCaches::default(),
            candidates: Vec::new(),
            attributes: HashMap::new(),
        }
    }

    /// Whether no rule can select anything.
    pub(super) fn is_empty(&self) -> bool {
        self.sheets.rules.is_empty()
    }

    /// Whether rules select elements of a class, given in lower case.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.elements.classes.contains_key(class)
    }

    /// What holds for an element; `first` gives way to all of it.
    pub(super) fn element(&mut self, node: NodeId, first: Declared) -> Declared {
        let attribute = self.tree.dom.attribute(node, "style");
        let own = attribute.map(|text| {
            let parse = || Rc::new(sheet::attribute(text, &self.sheets.variables));
            self.attributes.entry(text).or_insert_with(parse).clone()
        });
        if self.elements.is_empty() && own.is_none() {
            return first;
        }
        let hits = self.hits(node, None);
        self.joined(hits, own.as_deref(), &first)
    }

    /// What holds for the text that style sheets put before or after an element; `None` where none is.
    pub(super) fn part(&mut self, node: NodeId, part: Part) -> Option<Declared> {
        if self.buckets(Some(part)).is_empty() {
            return None;
        }
        let hits = self.hits(node, Some(part));
        (!hits.is_empty()).then(|| self.joined(hits, None, &Declared::default()))
    }

    fn buckets(&self, part: Option<Part>) -> &Buckets {
        match part {
            None => &self.elements,
            Some(Part::Before) => &self.before,
            Some(Part::After) => &self.after,
            Some(Part::First | Part::Other) => &self.first,
        }
    }

    /// The rules that select an element, each with its rank.
    fn hits(&mut self, node: NodeId, part: Option<Part>) -> Vec<(u32, usize)> {
        let (tree, sheets) = (self.tree, self.sheets);
        let mut hits = Vec::new();
        let Some(place) = tree.at(node) else {
            return hits;
        };
        if let Some(element) = tree.dom.element(node) {
            let mut candidates = std::mem::take(&mut self.candidates);
            self.buckets(part).candidates(element, &mut candidates);
            self.candidates = candidates;
        }
        let mode = if part.is_some() {
            MatchingMode::ForStatelessPseudoElement
        } else {
            MatchingMode::Normal
        };
        let quirks = if tree.dom.quirks {
            QuirksMode::Quirks
        } else {
            QuirksMode::NoQuirks
        };
        let mut context = MatchingContext::new(
            mode,
            None,
            &mut self.caches,
            quirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        for index in &self.candidates {
            let selector = &sheets.rules[*index].selector;
            if tree.spend(1) && matches_selector(selector, 0, None, place, &mut context) {
                hits.push((selector.specificity(), *index));
            }
        }
        hits.retain(|(_, index)| {
            let scope = sheets.rules[*index].scope.as_deref();
            scope.is_none_or(|scope| self.is_within(node, scope))
        });
        hits
    }

    /// Whether an element is in the part of the page that rules are for.
    fn is_within(&mut self, node: NodeId, scope: &Scope) -> bool {
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut self.caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let tree = self.tree;
        let mut at = tree.at(node);
        while let Some(place) = at.filter(|_| tree.spend(1)) {
            let mut is_one = |list: &SelectorList<Kinds>| {
                let mut selectors = list.slice().iter();
                selectors.any(|one| matches_selector(one, 0, None, place, &mut context))
            };
            if scope.limit.as_ref().is_some_and(&mut is_one) {
                return false;
            }
            if scope.root.as_ref().is_none_or(&mut is_one) {
                return true;
            }
            at = place.parent_element();
        }
        false
    }

    /// Lays declarations over each other, those of the highest rank last.
    fn joined(
        &self,
        mut hits: Vec<(u32, usize)>,
        own: Option<&Block>,
        first: &Declared,
    ) -> Declared {
        let mut joined = Declared::clone(first);
        let rules = &self.sheets.rules;
        let block = |index: usize| &self.sheets.blocks[rules[index].block];
        hits.sort_unstable_by_key(|(rank, index)| (!rules[*index].layered, *rank, *index));
        for (_, index) in &hits {
            joined.lay(&block(*index).normal, first);
        }
        if let Some(own) = own {
            joined.lay(&own.normal, first);
        }
        // Among important ones, layers go before what stands in none.
        hits.sort_unstable_by_key(|(rank, index)| (rules[*index].layered, *rank, *index));
        for (_, index) in &hits {
            joined.lay(&block(*index).important, first);
        }
        if let Some(own) = own {
            joined.lay(&own.important, first);
        }
        if joined.display == Some(Display::Revert) {
            joined.display = first.display;
        }
        joined
    }
}
