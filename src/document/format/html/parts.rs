//! What the parts of a page are for: which is the article, and which are menus,
//! teasers, comments of readers, and what is hidden.

use super::tree::{Kind, Node};
use super::{BLOCKS, UNSEEN};
use crate::document::format::markup::Tag;
use crate::document::tree::Role;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that say what a part is for.
type Roles = LazyLock<HashMap<&'static str, Role>>;

/// Of any page, of a book or of the web.
static PART_ROLES: Roles =
    LazyLock::new(|| listed_roles(include_str!("../../../../data/markup/part_roles.txt")));
/// Of a page of the web.
static WEB_ROLES: Roles =
    LazyLock::new(|| listed_roles(include_str!("../../../../data/markup/web_roles.txt")));

/// Least characters beside links that make prose of a paragraph.
const LEAST_PROSE: usize = 60;
/// Most words of a name that people gave to a part.
const MAX_PIECES: usize = 3;
/// Least prose of a part that reads like a text of its own.
const LEAST_TEXT: usize = 400;
/// Elements that only sites have.
const OF_SITES: [&str; 7] = ["nav", "footer", "aside", "form", "button", "iframe", "noscript"];
/// Elements that may hold a menu, lists aside.
const PARTS: [&str; 6] = ["div", "section", "aside", "table", "header", "p"];
/// Roles that pieces of a line can have.
const IN_LINE: [Role; 4] = [Role::Navigation, Role::Hidden, Role::RunningHeads, Role::Notes];
/// Elements that hold an article, or a part of it.
const HOLDERS: [&str; 12] = [
    "html", "body", "main", "article", "section", "div", "center", "form", "table", "tbody", "tr",
    "td",
];

fn listed_roles(text: &'static str) -> HashMap<&'static str, Role> {
    use Role::{Acknowledgements, Comments, Contents, Cover, Hidden, Index};
    use Role::{Navigation, Notes, References, RunningHeads};
    let roles = [
        Acknowledgements,
        Comments,
        Contents,
        Cover,
        Hidden,
        Index,
        Navigation,
        Notes,
        References,
        RunningHeads,
    ];
    let mut role = Role::Body;
    let mut named = HashMap::new();
    for word in super::super::listed(text) {
        match word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
            Some(name) => {
                let found = roles.into_iter().find(|&role| <&str>::from(role) == name);
                role = found.expect("a role");
            }
            None => _ = named.insert(word, role),
        }
    }
    named
}

/// What an element says that it is for.
pub(super) fn role(tag: &Tag) -> Option<Role> {
    let is = |key: &str, value: &str| tag.value(key).is_some_and(|found| found.trim() == value);
    let style = tag.value("style").unwrap_or_default();
    let is_hidden = tag.value("hidden").is_some()
        || is("aria-hidden", "true")
        || style.contains("display") && style.replace(' ', "").contains("display:none");
    match tag.name.as_str() {
        "html" | "body" | "main" => None,
        _ if is_hidden => Some(Role::Hidden),
        name => {
            let words = kinds(tag).find_map(|kind| PART_ROLES.get(kind.as_str()));
            let role = words.or(PART_ROLES.get(name)).copied();
            // A word of an index or a reference is no part of one.
            role.filter(|role| BLOCKS.contains(name) || IN_LINE.contains(role))
        }
    }
}

/// The role that a word says.
pub(super) fn named(word: &str) -> Option<Role> {
    PART_ROLES.get(word).copied()
}

/// The words of its class, role and `epub:type`.
pub(super) fn kinds(tag: &Tag) -> impl Iterator<Item = String> {
    let values = ["class", "role", "epub:type"].into_iter().filter_map(|key| tag.value(key));
    values.flat_map(|value| value.split_ascii_whitespace().map(str::to_lowercase))
}

/// The role of a part of a web page, by the words of its class and id. Of a part
/// that reads like a text of its own long names say nothing: they are its heading.
fn web_role(tag: &Tag, is_text: bool) -> Option<Role> {
    // A formula that has a menu is none.
    let is_formula = tag.name.starts_with("mjx-");
    if is_formula || matches!(tag.name.as_str(), "html" | "body" | "main" | "article" | "h1") {
        return None;
    }
    let values = ["class", "id"].into_iter().filter_map(|key| tag.value(key));
    let words = values.flat_map(str::split_ascii_whitespace).find_map(|name| {
        let whole = WEB_ROLES.get(name.to_lowercase().as_str());
        let pieces = pieces(name);
        let mut pieces = pieces.iter().filter(|_| !is_text || pieces.len() <= MAX_PIECES);
        whole.or_else(|| pieces.find_map(|piece| WEB_ROLES.get(piece.as_str())))
    });
    words.or_else(|| WEB_ROLES.get(tag.name.as_str())).copied()
}

/// `relatedPosts-box` is of the words related, posts and box.
fn pieces(name: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && was_small {
            pieces.push(String::new());
        }
        was_small = c.is_lowercase();
        if let Some(piece) = pieces.last_mut().filter(|_| c.is_alphanumeric()) {
            piece.extend(c.to_lowercase());
        }
    }
    pieces
}

/// Characters that an element holds.
#[derive(Debug, Clone, Copy, Default)]
struct Amount {
    text: usize,
    /// Of links to other pages.
    linked: usize,
    /// Of paragraphs of some length, links not counted.
    prose: usize,
}

impl Amount {
    fn is_menu(self) -> bool {
        self.linked * 3 > self.text * 2
    }
}

/// What each part of a page is for, by its node, where it is not the article.
pub(super) fn of_page(nodes: &[Node], title: &str) -> HashMap<usize, Role> {
    let mut page =
        Page { nodes, amounts: vec![Amount::default(); nodes.len() + 1], roles: HashMap::new() };
    page.measure();
    page.find_parts();
    if page.is_site() {
        let article = page.article();
        page.leave_out_around(&article, title);
        page.leave_out_menus(article.last().copied());
    }
    page.roles
}

/// What each part of a book's page is for.
pub(super) fn of_chapter(nodes: &[Node]) -> HashMap<usize, Role> {
    let roles = nodes.iter().enumerate();
    roles.filter_map(|(at, node)| Some((at, role(node.tag()?)?))).collect()
}

struct Page<'a> {
    nodes: &'a [Node],
    /// What each node holds; the last is the whole page.
    amounts: Vec<Amount>,
    roles: HashMap<usize, Role>,
}

impl Page<'_> {
    /// Counts what elements hold.
    fn measure(&mut self) {
        // Open elements, with the text of their open paragraph.
        let mut open: Vec<(usize, Amount, bool)> = Vec::new();
        let mut at = 0;
        let whole = self.nodes.len();
        loop {
            while open.last().is_some_and(|&(element, ..)| self.nodes[element].end <= at) {
                let (element, mut own, _) = open.pop().expect("it was there");
                let parent = open.last().map_or(whole, |&(parent, ..)| parent);
                if BLOCKS.contains(self.nodes[element].name()) {
                    let unlinked = own.text - own.linked;
                    if unlinked >= LEAST_PROSE && !own.is_menu() {
                        self.amounts[element].prose += unlinked;
                    }
                    own = Amount::default();
                }
                let amount = self.amounts[element];
                let sum = &mut self.amounts[parent];
                sum.text += amount.text;
                sum.linked += amount.linked;
                sum.prose += amount.prose;
                if let Some((_, of_parent, _)) = open.last_mut() {
                    of_parent.text += own.text;
                    of_parent.linked += own.linked;
                }
            }
            let Some(node) = self.nodes.get(at) else { return };
            match &node.kind {
                Kind::Element(tag) if UNSEEN.contains(tag.name.as_str()) => {
                    at = node.end;
                    continue;
                }
                Kind::Element(tag) if node.end > at + 1 => {
                    let is_link = tag.name == "a"
                        && tag.value("href").is_some_and(|target| !target.starts_with('#'));
                    let is_link = is_link || open.last().is_some_and(|&(.., is_link)| is_link);
                    open.push((at, Amount::default(), is_link));
                }
                Kind::Text(text) => {
                    let length = text.split_whitespace().map(|word| word.len() + 1).sum();
                    if let Some((element, own, is_link)) = open.last_mut() {
                        let linked = if *is_link { length } else { 0 };
                        for amount in [own, &mut self.amounts[*element]] {
                            amount.text += length;
                            amount.linked += linked;
                        }
                    } else {
                        self.amounts[whole].text += length;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn whole(&self) -> Amount {
        self.amounts[self.nodes.len()]
    }

    /// Gives parts the role that their names say, but not most of the page.
    fn find_parts(&mut self) {
        let all = self.whole();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            while open.last().is_some_and(|&element| self.nodes[element].end <= at) {
                open.pop();
            }
            let amount = self.amounts[at];
            let share = |tenths: usize| match all.prose {
                0 => amount.text * 10 <= all.text * tenths,
                prose => amount.prose * 10 <= prose * tenths,
            };
            let is_text = amount.prose > LEAST_TEXT && amount.linked * 10 < amount.text;
            let found = node.tag().and_then(|tag| {
                let named = role(tag).filter(|_| share(5));
                named.or_else(|| match web_role(tag, is_text)? {
                    Role::Comments => Some(Role::Comments).filter(|_| share(8)),
                    role => Some(role).filter(|_| share(3)),
                })
            });
            if let Some(role) = found {
                self.roles.insert(at, role);
                for holder in open.iter().copied().chain([self.nodes.len()]) {
                    let sum = &mut self.amounts[holder];
                    sum.text -= amount.text;
                    sum.linked -= amount.linked;
                    sum.prose -= amount.prose;
                }
                at = node.end;
                continue;
            }
            if node.end > at + 1 {
                open.push(at);
            }
            at += 1;
        }
    }

    /// Whether the page belongs to a site; a text that somebody saved as HTML has
    /// no menus.
    fn is_site(&self) -> bool {
        let whole = self.whole();
        let mut names = self.nodes.iter().map(Node::name);
        whole.linked * 10 > whole.text * 3 || names.any(|name| OF_SITES.contains(&name))
    }

    /// The elements that an element holds itself, parts with a role left out.
    fn children(&self, holder: Option<usize>) -> impl Iterator<Item = usize> {
        let (first, end) = holder.map_or((0, self.nodes.len()), |at| (at + 1, self.nodes[at].end));
        let within = move |at: &usize| *at < end;
        let next = move |&at: &usize| Some(self.nodes[at].end).filter(within);
        std::iter::successors(Some(first).filter(within), next)
    }

    /// The element that holds the article, and those around it, the outermost first.
    fn article(&self) -> Vec<usize> {
        let marked = self.marked();
        let all = marked.map_or(self.whole(), |at| self.amounts[at]).prose;
        let mut holders: Vec<usize> = Vec::new();
        loop {
            let holder = holders.last().copied();
            let above = marked.filter(|&marked| holder.is_none_or(|holder| holder < marked));
            let is_next = |&at: &usize| match above {
                _ if self.roles.contains_key(&at) => false,
                Some(marked) => (at..self.nodes[at].end).contains(&marked),
                None => {
                    HOLDERS.contains(&self.nodes[at].name())
                        && all > 0
                        && self.amounts[at].prose * 100 >= all * 85
                }
            };
            match self.children(holder).find(is_next) {
                Some(next) => holders.push(next),
                None => return holders,
            }
        }
    }

    /// The element that the page calls its main part, if most of the prose is there.
    fn marked(&self) -> Option<usize> {
        let all = self.whole().prose;
        let mut mains: Vec<usize> = Vec::new();
        let mut bodies: Vec<usize> = Vec::new();
        let mut articles: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if self.roles.contains_key(&at) {
                at = node.end;
                continue;
            }
            if let Some(tag) = node.tag() {
                let is = |key: &str, value: &str| tag.value(key) == Some(value);
                let is_article = tag.name == "article" || is("role", "article");
                if is("itemprop", "articleBody") {
                    bodies.push(at);
                } else if tag.name == "main" || is("role", "main") {
                    mains.push(at);
                } else if is_article
                    && articles.last().is_none_or(|&last| self.nodes[last].end <= at)
                {
                    articles.push(at);
                }
            }
            at += 1;
        }
        let prose = |at: &usize| self.amounts[*at].prose;
        articles.sort_by_key(|at| std::cmp::Reverse(prose(at)));
        let is_alone = articles.get(1).is_none_or(|next| prose(next) * 4 < prose(&articles[0]));
        let article = articles.first().copied().filter(|_| is_alone);
        let main = mains.into_iter().max_by_key(prose);
        let is_most = |at: &usize| all > 0 && prose(at) * 2 >= all;
        let body = bodies.iter().copied().max_by_key(prose).filter(|_| bodies.len() < 3);
        let body = body.filter(|at| prose(at) > LEAST_TEXT && prose(at) * 4 >= all);
        body.or(article.filter(is_most)).or(main.filter(is_most))
    }

    /// What stands around the article belongs to the site, but for the page's
    /// title and paragraphs beside it.
    fn leave_out_around(&mut self, holders: &[usize], title: &str) {
        let Some(&article) = holders.last() else { return };
        let of_article = self.amounts[article];
        let mut around = vec![];
        for (depth, &holder) in holders.iter().enumerate() {
            let parent = depth.checked_sub(1).map(|above| holders[above]);
            let is_beside = holder == article;
            for at in self.children(parent).filter(|at| *at != holder) {
                let amount = self.amounts[at];
                let is_prose = amount.prose > 80 && amount.linked * 5 < amount.text;
                let is_large = amount.prose * 5 > of_article.prose;
                if !self.roles.contains_key(&at) && !(is_prose && (is_beside || is_large)) {
                    around.push(at);
                }
            }
        }
        for at in around {
            let end = self.nodes[at].end;
            let is_title = |&inner: &usize| {
                matches!(self.nodes[inner].name(), "h1" | "h2")
                    && is_title(&text(self.nodes, inner), title)
            };
            let heading = (at..end).find(is_title);
            self.roles.insert(at, Role::Navigation);
            if let Some(heading) = heading {
                self.roles.insert(heading, Role::Body);
            }
        }
    }

    /// Lists of links within the article are no part of it, but for those in a
    /// list that has prose.
    fn leave_out_menus(&mut self, article: Option<usize>) {
        let (mut at, end) =
            article.map_or((0, self.nodes.len()), |at| (at + 1, self.nodes[at].end));
        while at < end {
            let (node, amount) = (&self.nodes[at], self.amounts[at]);
            let is_list = matches!(node.name(), "ul" | "ol" | "dl");
            let is_part = is_list || PARTS.contains(&node.name());
            let is_menu = is_part && amount.prose == 0 && amount.is_menu();
            if is_menu {
                self.roles.entry(at).or_insert(Role::Navigation);
            }
            let is_settled = is_menu || is_list && amount.prose > 0 || self.roles.contains_key(&at);
            at = if is_settled { node.end } else { at + 1 };
        }
    }
}

/// Whether a heading is the title of its page, or most of it.
fn is_title(heading: &str, title: &str) -> bool {
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    heading.contains(' ') && title.contains(&heading)
}

/// The text that an element holds.
pub(super) fn text(nodes: &[Node], at: usize) -> String {
    let mut text = String::new();
    let (mut at, end) = (at, nodes[at].end);
    while at < end {
        match &nodes[at].kind {
            Kind::Text(found) => text.push_str(found),
            Kind::Element(tag) if UNSEEN.contains(tag.name.as_str()) || tag.name == "math" => {
                at = nodes[at].end;
                continue;
            }
            Kind::Element(tag) if BLOCKS.contains(tag.name.as_str()) || tag.name == "br" => {
                text.push(' ');
            }
            _ => {}
        }
        at += 1;
    }
    text
}
