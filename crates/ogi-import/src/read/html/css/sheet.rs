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

    fn push(&mut self, selectors: &SelectorList<Kinds>, block: Block, layered: bool) {
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
                layered,
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
    level.declares = true;
    let mut input = Parser::new(text);
    for _ in RuleBodyParser::new(&mut input, &mut level) {}
    level.block
}

/// One level of nesting: the sheet itself, an at-rule that holds, or a rule with its declarations.
struct Level<'a> {
    sheets: &'a mut Sheets,
    layered: bool,
    /// Whether declarations may stand here.
    declares: bool,
    /// What the rule around selects; none outside of rules.
    parent: Option<SelectorList<Kinds>>,
    block: Block,
}

/// Whether the rules within an at-rule hold.
enum Within {
    Yes { layered: bool },
    No,
}

type Fault = ParseError<()>;

impl<'a> Level<'a> {
    fn new(sheets: &'a mut Sheets) -> Self {
        Self {
            sheets,
            layered: false,
            declares: false,
            parent: None,
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
    fn enter(
        &mut self,
        input: &mut Parser<'_>,
        parent: Option<SelectorList<Kinds>>,
        layered: bool,
    ) {
        let mut inner = Level {
            sheets: &mut *self.sheets,
            layered,
            declares: parent.is_some(),
            parent,
            block: Block::default(),
        };
        for _ in RuleBodyParser::new(input, &mut inner) {}
        let (block, parent) = (inner.block, inner.parent);
        if let Some(selectors) = parent {
            self.sheets.push(&selectors, block, layered);
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
        let holds = match &*name.to_ascii_lowercase() {
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
        let layered = self.layered || name.eq_ignore_ascii_case("layer");
        Ok(if holds && !name.eq_ignore_ascii_case("starting-style") {
            Within::Yes { layered }
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
            Within::Yes { layered } => self.enter(input, self.parent.clone(), layered),
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
        if input.slice_from(start).len() > LONGEST_LIST {
            self.sheets.is_excessive = true;
            return Err(ParseError::unexpected_token());
        }
        input.reset(&begin);
        let relative = if self.parent.is_some() {
            ParseRelative::ForNesting
        } else {
            ParseRelative::No
        };
        let selectors = SelectorList::parse(&SelectorParser, input, relative)
            .map_err(|_| ParseError::unexpected_token())?;
        let Some(parent) = &self.parent else {
            return Ok(selectors);
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
        self.enter(input, Some(prelude), self.layered);
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
        self.declares
    }

    fn parse_qualified(&self) -> bool {
        true
    }
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
