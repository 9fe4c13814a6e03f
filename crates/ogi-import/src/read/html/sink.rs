//! What the HTML parser decides, written into the tree.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};

use super::dom::{Content, Dom, Element, NodeId};

/// Receives what the parser decides. The parser shares it, hence the cells.
pub(super) struct Sink {
    dom: RefCell<Dom>,
    line: Cell<u32>,
}

/// A node as the parser holds it: it asks for names, so they travel along.
#[derive(Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: Option<Rc<QualName>>,
}

/// The name of what has none; the parser does not ask for it.
static NO_NAME: QualName = QualName {
    prefix: None,
    ns: ns!(),
    local: local_name!(""),
};

impl Sink {
    pub(super) fn new() -> Self {
        Self {
            dom: RefCell::new(Dom::new()),
            line: Cell::new(1),
        }
    }

    /// The tree so far.
    pub(super) fn dom(&self) -> Ref<'_, Dom> {
        self.dom.borrow()
    }

    fn insert(&self, parent: NodeId, at: usize, child: NodeOrText<Handle>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => dom.insert(parent, at, child.id),
            NodeOrText::AppendText(text) => dom.insert_text(parent, at, &text, self.line.get()),
        }
    }

    fn detach(&self, child: &NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(child) = child {
            self.dom.borrow_mut().detach(child.id);
        }
    }

    fn other(&self) -> Handle {
        Handle {
            id: self.dom.borrow_mut().add(Content::Other, self.line.get()),
            name: None,
        }
    }
}

/// A number of rows or columns; 1 when absent or unreadable, `most` when larger.
fn span(attributes: &[Attribute], name: &str, most: u32) -> u32 {
    let attribute = attributes
        .iter()
        .find(|attribute| &*attribute.name.local == name);
    let value = attribute.map_or("", |attribute| {
        attribute.value.trim_matches(['\\', '"', '\'', ' '])
    });
    let digits = value
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(value.len());
    if digits == 0 {
        1
    } else {
        value[..digits].parse().unwrap_or(most).min(most)
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: Dom::ROOT,
            name: None,
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        target.name.as_deref().unwrap_or(&NO_NAME)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> Handle {
        let (colspan, rowspan) = (
            span(&attributes, "colspan", 1000).max(1),
            span(&attributes, "rowspan", 65534),
        );
        let element = Element {
            name: name.local.clone(),
            foreign: name.ns != ns!(html),
            colspan,
            rowspan,
            attributes,
        };
        let mut dom = self.dom.borrow_mut();
        let (named, said) = match &*name.local {
            "meta" => {
                let label = element.attribute("name");
                let label = label.or_else(|| element.attribute("property"));
                (label, element.attribute("content"))
            }
            "link" => (element.attribute("rel"), element.attribute("href")),
            _ => (None, None),
        };
        if let (Some(named), Some(said)) = (named, said) {
            dom.add_metadata(named, said, self.line.get());
        }
        let content = Content::Element(element);
        let id = dom.add(content, self.line.get());
        drop(dom);
        Handle {
            id,
            name: Some(Rc::new(name)),
        }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.detach(&child);
        let end = self.dom.borrow().children(parent.id).len();
        self.insert(parent.id, end, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.dom.borrow().parent(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(
        &self,
        _name: StrTendril,
        _public: StrTendril,
        _system: StrTendril,
    ) {
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, a: &Handle, b: &Handle) -> bool {
        a.id == b.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.dom.borrow_mut().quirks = mode == QuirksMode::Quirks;
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.detach(&child);
        let parent = self.dom.borrow().parent(sibling.id);
        let place = |parent| {
            self.dom
                .borrow()
                .children(parent)
                .iter()
                .rposition(|child| *child == sibling.id)
        };
        if let Some((parent, at)) = parent.and_then(|parent| Some((parent, place(parent)?))) {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.dom.borrow_mut().add_attributes(target.id, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, from: &Handle, to: &Handle) {
        self.dom.borrow_mut().move_children(from.id, to.id);
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
