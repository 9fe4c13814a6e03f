//! Style sheets as rules that bear on what is seen.

use std::rc::Rc;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};
use selectors::parser::{ParseRelative, Selector, SelectorList};

use super::media;
use super::property::Declared;
use super::selector::{Kinds, SelectorParser};
use super::value;
use super::variables::Variables;

/// What a rule or an attribute sets, by rank.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Block {
    pub(super) normal: Declared,
    pub(super) important: Declared,
}

impl Block {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A selector and the block it selects elements for.
pub(super) struct Rule {
    pub(super) selector: Selector<Kinds>,
    /// Index into [`Sheets::blocks`].
    pub(super) block: usize,
    /// Whether it stands in a layer, which gives way to all that stands in none.
    pub(super) layered: bool,
    /// The part of the page that it is for; all of it where there is none.
    pub(super) scope: Option<Rc<Scope>>,
}

/// A part of a page: what is within some elements, and not within others.
pub(super) struct Scope {
    /// The elements; the page as a whole where none are given.
    pub(super) root: Option<SelectorList<Kinds>>,
    pub(super) limit: Option<SelectorList<Kinds>>,
}

/// The rules of all style sheets of a page, in order.
#[derive(Default)]
pub(super) struct Sheets {
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Block>,
    /// Whether a sheet asks for another that is not in the page.
    pub(super) imports: bool,
    /// Whether there are more selectors, or longer ones, than any page has.
    pub(super) is_excessive: bool,
    /// The variables that all of them set.
    pub(super) variables: Rc<Variables>,
    work: usize,
}

/// Selectors of one page; a saved page with all of a well-known framework has 5,000 that bear on what is seen.
const MOST_SELECTORS: usize = 50_000;
/// Bytes of the selectors of one rule; each of them takes room before they can be counted.
const LONGEST_LIST: usize = 500_000;
/// Parts of one selector; matching descends one step into the stack for each.
const LONGEST_SELECTOR: usize = 100;

impl Sheets {
    /// Adds the rules of a `style` element.
    pub(super) fn add(&mut self, text: &str) {
        let mut input = Parser::new(text);
        let mut level = Level::new(self);
        for _ in StyleSheetParser::new(&mut input, &mut level) {}
    }

    fn push(&mut self, selectors: &SelectorList<Kinds>, block: Block, place: &Place) {
        if block.is_empty() || self.is_excessive {
            return;
        }
        for selector in selectors.slice() {
            if selector.len() > LONGEST_SELECTOR || self.rules.len() >= MOST_SELECTORS {
                self.is_excessive = true;
                return;
            }
            self.rules.push(Rule {
                selector: selector.clone(),
                block: self.blocks.len(),
                layered: place.layered,
                scope: place.scope.clone(),
            });
        }
        self.blocks.push(block);
    }
}

/// Reads a `style` attribute.
pub(super) fn attribute(text: &str, variables: &Rc<Variables>) -> Block {
    let mut sheets = Sheets {
        variables: Rc::clone(variables),
        ..Sheets::default()
    };
    let mut level = Level::new(&mut sheets);
    level.around = Around::Attribute;
    let mut input = Parser::new(text);
    for _ in RuleBodyParser::new(&mut input, &mut level) {}
    level.block
}

/// One level of nesting: the sheet itself, an at-rule that holds, or a rule with its declarations.
struct Level<'a> {
    sheets: &'a mut Sheets,
    place: Place,
    around: Around,
    block: Block,
}

/// What a level stands in.
#[derive(Clone)]
enum Around {
    /// The sheet: rules alone may stand in it.
    Sheet,
    /// A `style` attribute.
    Attribute,
    /// A rule for these elements.
    Rule(SelectorList<Kinds>),
    /// A scope within these elements.
    Scope(SelectorList<Kinds>),
}

/// Where a rule holds.
#[derive(Clone, Default)]
struct Place {
    layered: bool,
    scope: Option<Rc<Scope>>,
}

/// Whether the rules within an at-rule hold.
enum Within {
    Yes(Place),
    /// They hold in a scope.
    Scope(Place),
    No,
}

type Fault = ParseError<()>;

impl<'a> Level<'a> {
    fn new(sheets: &'a mut Sheets) -> Self {
        Self {
            sheets,
            place: Place::default(),
            around: Around::Sheet,
            block: Block::default(),
        }
    }

    /// The value that is left, with its variables filled in.
    fn filled(&self, input: &mut Parser<'_>) -> Option<String> {
        let start = input.position();
        while input.next().is_ok() {}
        self.sheets.variables.fill(input.slice_from(start))
    }

    /// Reads what stands in the braces of a rule or an at-rule.
    fn enter(&mut self, input: &mut Parser<'_>, around: Around, place: Place) {
        let mut inner = Level {
            sheets: &mut *self.sheets,
            place,
            around,
            block: Block::default(),
        };
        for _ in RuleBodyParser::new(input, &mut inner) {}
        let Level {
            block,
            around,
            place,
            ..
        } = inner;
        // What a scope declares by itself is for its root.
        if let Around::Rule(selectors) | Around::Scope(selectors) = around {
            self.sheets.push(&selectors, block, &place);
        }
    }
}

impl<'i> AtRuleParser<'i> for Level<'_> {
    type Prelude = Within;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<Within, Fault> {
        let name = name.to_ascii_lowercase();
        if name == "scope" {
            return scope(input).map(|scope| {
                Within::Scope(Place {
                    scope: Some(Rc::new(scope)),
                    ..self.place.clone()
                })
            });
        }
        let holds = match &*name {
            "media" => media::applies(input),
            // Whatever it asks for, the browsers of today have it.
            "supports" => input
                .try_parse(|input| input.expect_ident_matching("not"))
                .is_err(),
            "layer" | "starting-style" => true,
            "import" => {
                self.sheets.imports = true;
                false
            }
            _ => false,
        };
        while input.next().is_ok() {}
        Ok(if holds && name != "starting-style" {
            Within::Yes(Place {
                layered: self.place.layered || name == "layer",
                ..self.place.clone()
            })
        } else {
            Within::No
        })
    }

    fn rule_without_block(&mut self, _prelude: Within, _start: &ParserState) -> Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: Within,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Fault> {
        match prelude {
            Within::Yes(place) => self.enter(input, self.around.clone(), place),
            Within::Scope(place) => {
                let root = place.scope.as_ref().and_then(|scope| scope.root.clone());
                let around = root.map_or_else(|| self.around.clone(), Around::Scope);
                self.enter(input, around, place);
            }
            Within::No => while input.next().is_ok() {},
        }
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for Level<'_> {
    type Prelude = SelectorList<Kinds>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<SelectorList<Kinds>, Fault> {
        let begin = input.state();
        let start = input.position();
        while input.next().is_ok() {}
        let text = input.slice_from(start);
        if text.len() > LONGEST_LIST {
            self.sheets.is_excessive = true;
            return Err(ParseError::unexpected_token());
        }
        input.reset(&begin);
        let (selectors, parent) = match &self.around {
            Around::Rule(parent) => (selectors(input, ParseRelative::ForNesting)?, parent),
            Around::Scope(root) if names_scope(text) => {
                // In a nested rule `&` stands for what is around, as `:scope` does here.
                let text = text.replace(":scope", "&");
                while input.next().is_ok() {}
                let mut input = Parser::new(&text);
                (selectors(&mut input, ParseRelative::ForNesting)?, root)
            }
            Around::Sheet | Around::Attribute | Around::Scope(_) => {
                return selectors(input, ParseRelative::No);
            }
        };
        // Each nested selector looks at all selectors of the rule around.
        self.sheets.work += parent.len() * selectors.len();
        if self.sheets.work > MOST_SELECTORS {
            self.sheets.is_excessive = true;
            return Err(ParseError::unexpected_token());
        }
        Ok(selectors.replace_parent_selector(parent))
    }

    fn parse_block(
        &mut self,
        prelude: SelectorList<Kinds>,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Fault> {
        self.enter(input, Around::Rule(prelude), self.place.clone());
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Level<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), Fault> {
        let begin = input.state();
        let important = is_important(input);
        input.reset(&begin);
        let name = name.to_ascii_lowercase();
        let declared = if let Some(filled) = self.filled(input) {
            read(&name, &mut Parser::new(&filled))?
        } else {
            input.reset(&begin);
            read(&name, input)?
        };
        while input.next().is_ok() {}
        let block = &mut self.block;
        let rank = if important {
            &mut block.important
        } else {
            &mut block.normal
        };
        rank.merge(&declared);
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Level<'_> {
    fn parse_declarations(&self) -> bool {
        !matches!(self.around, Around::Sheet)
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// Reads what a scope is: `(roots) to (limits)`, or a part of that.
fn scope(input: &mut Parser<'_>) -> Result<Scope, Fault> {
    let root = input.try_parse(selectors_in_brackets).ok();
    let ends = input
        .try_parse(|input| input.expect_ident_matching("to"))
        .is_ok();
    let limit = ends.then(|| selectors_in_brackets(input)).transpose()?;
    if !input.is_exhausted() {
        return Err(ParseError::unexpected_token());
    }
    Ok(Scope { root, limit })
}

fn selectors_in_brackets(input: &mut Parser<'_>) -> Result<SelectorList<Kinds>, Fault> {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| selectors(input, ParseRelative::No))
}

fn selectors(
    input: &mut Parser<'_>,
    relative: ParseRelative,
) -> Result<SelectorList<Kinds>, Fault> {
    SelectorList::parse(&SelectorParser, input, relative)
        .map_err(|_| ParseError::unexpected_token())
}

/// Whether selectors in a scope say where they stand to its root.
fn names_scope(text: &str) -> bool {
    text.contains(":scope") || text.contains('&') || text.trim_start().starts_with(['>', '+', '~'])
}

/// Reads one value, all of it.
fn read(name: &str, input: &mut Parser<'_>) -> Result<Declared, Fault> {
    let mut declared = Declared::default();
    declared.read(name, input)?;
    if value::at_end(input) {
        Ok(declared)
    } else {
        Err(ParseError::unexpected_token())
    }
}

fn is_important(input: &mut Parser<'_>) -> bool {
    let mut marked = false;
    loop {
        match input.next() {
            Ok(Token::Delim('!')) => marked = true,
            Ok(Token::Ident(word)) if marked => return word.eq_ignore_ascii_case("important"),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
