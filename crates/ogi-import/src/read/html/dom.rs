//! A small tree for the HTML parser to build: names, spans and text, in one arena, bounded in depth.

use html5ever::{Attribute, LocalName};

use super::collapse;
use crate::error::ImportError;
use crate::grid::{Cell, Ruling, Strip};
use crate::limits::Limits;

/// Index of a node in the arena.
pub(super) type NodeId = usize;

/// The tree of a page; its first node is the document.
pub(super) struct Dom {
    nodes: Vec<Node>,
    deepest: NodeId,
    /// Labels and values that the head of the page gives.
    pub(super) metadata: Vec<Strip>,
    /// Whether browsers show the page as they did before the standards, which is what pages without a doctype ask for.
    pub(super) quirks: bool,
}

/// Names of metadata on pages of offices, with the label of what they say.
const METADATA: [(&str, &str); 8] = [
    ("ArticleTitle", "标题"),
    ("og:title", "标题"),
    ("ContentSource", "来源"),
    ("PubDate", "发布日期"),
    ("SiteName", "网站名称"),
    ("Url", "网址"),
    ("og:url", "网址"),
    ("canonical", "网址"),
];
/// More metadata than any page has.
const MOST_METADATA: usize = 100;

/// What a node is.
pub(super) enum Content {
    /// The document, a comment, or anything else without a look of its own.
    Other,
    /// Characters.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with its attributes.
pub(super) struct Element {
    /// Its name in lower case.
    pub(super) name: LocalName,
    /// Whether it belongs to a drawing or a formula rather than to the page.
    pub(super) foreign: bool,
    /// Columns that it asks for as a cell, from 1 to 1000.
    pub(super) colspan: u32,
    /// Rows that it asks for as a cell, up to 65534; 0 for all below.
    pub(super) rowspan: u32,
    /// Its attributes as written.
    pub(super) attributes: Vec<Attribute>,
}

impl Element {
    /// The value of an attribute by its name in lower case.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let attribute = self
            .attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }

    /// The names of its classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class")
            .unwrap_or("")
            .split_ascii_whitespace()
    }
}

struct Node {
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    content: Content,
    depth: usize,
    line: u32,
}

/// Nodes that one cell of a Word-made page takes at most, on average; beyond that the page is hostile.
const NODES_PER_CELL: usize = 10;

impl Dom {
    /// The document itself.
    pub(super) const ROOT: NodeId = 0;

    /// A tree with nothing but the document.
    pub(super) fn new() -> Self {
        let mut dom = Self {
            nodes: Vec::new(),
            deepest: Self::ROOT,
            metadata: Vec::new(),
            quirks: false,
        };
        dom.add(Content::Other, 1);
        dom
    }

    /// Keeps what the head of the page says, where it is known.
    pub(super) fn add_metadata(&mut self, name: &str, content: &str, line: u32) {
        let label = METADATA
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some((_, label)) = label.filter(|_| self.metadata.len() < MOST_METADATA) {
            let cells = vec![
                Cell::line(*label, line),
                Cell::line(collapse(content), line),
            ];
            self.metadata.push(Strip {
                cells,
                ruling: Ruling::Ruled,
            });
        }
    }

    pub(super) fn content(&self, node: NodeId) -> &Content {
        &self.nodes[node].content
    }

    /// Name of an element; empty for what is none.
    pub(super) fn name(&self, node: NodeId) -> &str {
        self.element(node).map_or("", |element| &element.name)
    }

    /// The element that a node is, if it is one.
    pub(super) fn element(&self, node: NodeId) -> Option<&Element> {
        match self.content(node) {
            Content::Element(element) => Some(element),
            Content::Other | Content::Text(_) => None,
        }
    }

    /// The value of an attribute of an element by its name in lower case.
    pub(super) fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        self.element(node)?.attribute(name)
    }

    /// How many nodes there are; they are numbered from 0.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn children(&self, node: NodeId) -> &[NodeId] {
        &self.nodes[node].children
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node].parent
    }

    /// Line of the file that the node begins in, from 1.
    pub(super) fn line(&self, node: NodeId) -> u32 {
        self.nodes[node].line
    }

    /// Columns and rows that a table cell asks for.
    pub(super) fn spans(&self, node: NodeId) -> (u32, u32) {
        self.element(node)
            .map_or((1, 1), |element| (element.colspan, element.rowspan))
    }

    /// All text inside, on one line.
    pub(super) fn text(&self, node: NodeId) -> String {
        let mut text = String::new();
        self.gather(node, &mut text);
        collapse(&text)
    }

    fn gather(&self, node: NodeId, text: &mut String) {
        if let Content::Text(own) = self.content(node) {
            text.push_str(own);
        }
        for child in self.children(node) {
            self.gather(*child, text);
        }
    }

    /// All characters inside, as written.
    pub(super) fn raw_text(&self, node: NodeId) -> String {
        let mut text = String::new();
        self.gather(node, &mut text);
        text
    }

    /// Gives an element the attributes that it lacks.
    pub(super) fn add_attributes(&mut self, node: NodeId, attributes: Vec<Attribute>) {
        if let Content::Element(element) = &mut self.nodes[node].content {
            for attribute in attributes {
                if element.attribute(&attribute.name.local).is_none() {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    /// Adds a node that stands nowhere yet.
    pub(super) fn add(&mut self, content: Content, line: u32) -> NodeId {
        let line = line.max(1);
        self.nodes.push(Node {
            parent: None,
            children: Vec::new(),
            content,
            depth: 0,
            line,
        });
        self.nodes.len() - 1
    }

    /// Puts a node before position `at` of its new parent's children.
    pub(super) fn insert(&mut self, parent: NodeId, at: usize, child: NodeId) {
        let depth = self.nodes[parent].depth + 1;
        self.nodes[child].parent = Some(parent);
        self.nodes[child].depth = depth;
        let at = at.min(self.nodes[parent].children.len());
        self.nodes[parent].children.insert(at, child);
        if depth > self.nodes[self.deepest].depth {
            self.deepest = child;
        }
    }

    /// Adds characters before position `at` of a node's children, to the text that stands there already if there is one.
    pub(super) fn insert_text(&mut self, parent: NodeId, at: usize, text: &str, line: u32) {
        let before = at
            .checked_sub(1)
            .and_then(|before| self.nodes[parent].children.get(before).copied());
        if let Some(Content::Text(existing)) = before.map(|before| &mut self.nodes[before].content)
        {
            existing.push_str(text);
            return;
        }
        let node = self.add(Content::Text(text.to_owned()), line);
        self.insert(parent, at, node);
    }

    /// Takes a node away from its parent.
    pub(super) fn detach(&mut self, node: NodeId) {
        let Some(parent) = self.nodes[node].parent.take() else {
            return;
        };
        if let Some(at) = self.nodes[parent]
            .children
            .iter()
            .rposition(|child| *child == node)
        {
            self.nodes[parent].children.remove(at);
        }
    }

    /// Moves all children of one node to the end of another's.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        let children = std::mem::take(&mut self.nodes[from].children);
        let depth = self.nodes[to].depth + 1;
        for child in &children {
            self.nodes[*child].parent = Some(to);
            self.nodes[*child].depth = depth;
        }
        self.nodes[to].children.extend(children);
    }

    pub(super) fn check(&self, limits: &Limits) -> Result<(), ImportError> {
        let deepest = &self.nodes[self.deepest];
        if deepest.depth > limits.depth {
            return Err(ImportError::TooDeep {
                limit: limits.depth,
                line: deepest.line,
            });
        }
        if self.nodes.len() > limits.cells.saturating_mul(NODES_PER_CELL) {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        Ok(())
    }

    /// Looks at the finished tree once more: the parser moves whole branches while it mends misnested markup.
    pub(super) fn check_depth(&self, limits: &Limits) -> Result<(), ImportError> {
        let mut open = vec![(Self::ROOT, 0)];
        while let Some((node, depth)) = open.pop() {
            if depth > limits.depth {
                return Err(ImportError::TooDeep {
                    limit: limits.depth,
                    line: self.line(node),
                });
            }
            open.extend(self.children(node).iter().map(|child| (*child, depth + 1)));
        }
        Ok(())
    }
}
