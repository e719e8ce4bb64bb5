//! The source, the programme, and the bodies that carry it.

use super::{
    Plan,
    entry::{Common, SOURCE, put},
    land::Land,
    words,
};
use app::domain::{
    organisation::{Organisation, OrganisationKind},
    period::PartialDate,
    pillar::Pillar,
    programme::Programme,
    record::Records,
    rule::Broken,
    slug::Slug,
    source::Source,
    text::{Phrase, Text},
    working_group::WorkingGroup,
};
use rand::{Rng, rngs::StdRng};

/// Who can be named in a record.
pub struct Bodies {
    /// Provincial bodies that fund and lead.
    pub provincial: Vec<Slug>,
    /// Foundations that give.
    pub foundations: Vec<Slug>,
    /// By county: its government, its companies, its school.
    pub counties: Vec<CountyBodies>,
    /// Groups that bring services.
    pub groups: Vec<Slug>,
}

/// The bodies of one county.
pub struct CountyBodies {
    pub government: Slug,
    pub companies: Vec<Slug>,
    pub school: Slug,
    /// The programme of the county, a project that others are part of.
    pub programme: Slug,
}

impl CountyBodies {
    /// One that could carry a work out.
    pub fn any<'a>(&'a self, rng: &mut StdRng) -> &'a Slug {
        let at_hand: Vec<&Slug> = [&self.government, &self.school].into_iter().chain(&self.companies).collect();
        at_hand[rng.random_range(0..at_hand.len())]
    }
}

/// Makes the source, the programme, the organisations and the working groups.
pub fn make(rng: &mut StdRng, records: &mut Records, land: &Land, plan: Plan) -> Result<Bodies, Broken> {
    put_source(records, plan)?;
    put_programme(records, land)?;
    let parties = ["甲", "乙", "丙", "丁", "戊", "己"];
    let mut provincial = Vec::new();
    for (zh, letter) in parties.into_iter().zip('A'..) {
        let names = (format!("虚构{zh}党省委员会"), format!("Provincial Committee of Example Party {letter}"));
        let id = format!("party-{}", letter.to_ascii_lowercase());
        provincial.push(organisation(records, &id, OrganisationKind::DemocraticParty, Some("provincial"), names, &[])?);
    }
    let names =
        ("各虚构党派省委员会".to_owned(), "Provincial committees of the Example Parties (as a body)".to_owned());
    let all = provincial.clone();
    provincial.push(organisation(records, "parties", OrganisationKind::Collective, Some("provincial"), names, &all)?);
    let names = ("虚构省工商业联合会".to_owned(), "Example Provincial Federation of Industry".to_owned());
    let kind = OrganisationKind::PeoplesOrganisation;
    provincial.push(organisation(records, "federation", kind, Some("provincial"), names, &[])?);
    let mut foundations = Vec::new();
    for number in 1..=4 {
        let (zh, sound) = words::stem(rng);
        let names = (format!("虚构{zh}基金会"), format!("Example {sound} Foundation"));
        let kind = OrganisationKind::Foundation;
        foundations.push(organisation(records, &format!("foundation-{number}"), kind, None, names, &[])?);
    }
    let mut counties = Vec::new();
    for county in &land.counties {
        let (zh, sound) = &county.stem;
        let id = |what: &str| format!("{}-{what}", county.slug);
        let level = Some("county");
        let names = (format!("虚构{zh}县人民政府"), format!("Government of Example {sound} County"));
        let government = organisation(records, &id("government"), OrganisationKind::Government, level, names, &[])?;
        let mut companies = Vec::new();
        for number in 1..=2 {
            let (zh, sound) = words::stem(rng);
            let names = (format!("虚构{zh}实业有限公司"), format!("Example {sound} Industrial Co., Ltd."));
            let kind = OrganisationKind::Enterprise;
            companies.push(organisation(records, &id(&format!("company-{number}")), kind, None, names, &[])?);
        }
        let names = (format!("虚构{zh}县职业学校"), format!("Example {sound} County Vocational School"));
        let school = organisation(records, &id("school"), OrganisationKind::School, level, names, &[])?;
        let names = (format!("虚构{zh}县领导小组"), format!("Leading group of Example {sound} County"));
        group(
            records,
            &id("leading-group"),
            "leading group",
            names,
            Some(&government),
            &[government.clone(), school.clone()],
        )?;
        counties.push(CountyBodies { government, companies, school, programme: Slug::new(id("programme"))? });
    }
    let names = ("虚构省示范点协调组".to_owned(), "Coordination group of the Example Province".to_owned());
    group(records, "coordination-group", "coordination", names, provincial.first(), &provincial)?;
    let mut groups = Vec::new();
    for (id, zh, en) in [
        ("experts", "专家", "expert"),
        ("lawyers", "律师", "lawyer"),
        ("doctors", "医疗", "medical"),
        ("artists", "文化", "culture"),
    ] {
        let names = (format!("虚构{zh}服务团"), format!("Example {en} service group"));
        groups.push(group(records, id, "service group", names, None, &[])?);
    }
    Ok(Bodies { provincial, foundations, counties, groups })
}

fn put_source(records: &mut Records, plan: Plan) -> Result<(), Broken> {
    let mut common = Common::new(SOURCE, &[])?.named("虚构示例资料", "Made-up example material")?;
    common.citations.clear();
    let command = format!("atlas generate --sites {} --seed {}", plan.sites, plan.seed);
    let zh = format!("全部内容均为虚构：地点、单位、项目和数字由命令“{command}”生成。");
    let en = format!("Nothing here is real: places, bodies, works and numbers were made up by “{command}”.");
    put!(records, Source, common, {
        kind: Text::new("data set")?,
        file: None,
        author: words::phrase("由程序生成", "generated by the program")?,
        date: Some(PartialDate::new(words::YEARS.end().to_string())?),
        language: Some(Text::new("zh")?),
        translated_from: None,
        licence: None,
        note: Some(Text::both(&zh, &en)?),
    });
    Ok(())
}

fn put_programme(records: &mut Records, land: &Land) -> Result<(), Broken> {
    let common = Common::new("example-programme", &[])?
        .named("虚构省示例项目（虚构数据）", "Example Programme (fictional data)")?
        .told(
            "全部内容均为虚构，仅供测试与演示。",
            "Everything in it is made up, for measuring and for trying things out.",
        )?;
    put!(records, Programme, common, {
        division: land.covered().clone(),
        fictional: true,
        map_approval: None,
        map_credit: words::phrase("底图为虚构示例，不表示任何真实地点。", "The base map is made up and shows no real place.")?,
    });
    Ok(())
}

fn organisation(
    records: &mut Records,
    id: &str,
    kind: OrganisationKind,
    level: Option<&str>,
    (zh, en): (String, String),
    members: &[Slug],
) -> Result<Slug, Broken> {
    let common = Common::new(id, &[Pillar::Organisation])?.named(&zh, &en)?;
    let slug = common.id.clone();
    put!(records, Organisation, common, {
        kind: kind,
        level: level.map(Text::new).transpose()?,
        credit_code: None,
        members: members.to_vec(),
        as_printed: None,
    });
    Ok(slug)
}

fn group(
    records: &mut Records,
    id: &str,
    kind: &str,
    (zh, en): (String, String),
    lead: Option<&Slug>,
    members: &[Slug],
) -> Result<Slug, Broken> {
    let pillar = if kind == "service group" { Pillar::Livelihood } else { Pillar::Organisation };
    let common = Common::new(id, &[pillar])?.named(&zh, &en)?;
    let slug = common.id.clone();
    put!(records, WorkingGroup, common, {
        kind: Text::new(kind)?,
        lead: lead.cloned(),
        head: Phrase::default(),
        members: members.to_vec(),
    });
    Ok(slug)
}
