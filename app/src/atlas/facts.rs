//! What filters and totals ask of single records, as columns.

use super::{graph::Graph, lists::Bits, phrases::Phrases};
use crate::domain::{
    funding::TransactionKind,
    money::Amount,
    project::ProjectStatus,
    quantity::Unit,
    record::{Kind, Records},
    text::Text,
};

/// What is asked of a project.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProjectFacts {
    /// How far it has come.
    pub(super) status: ProjectStatus,
    /// What a source says was put into it.
    pub(super) amount: Option<Amount>,
    /// The node of the project that it is part of.
    pub(super) whole: Option<u32>,
}

/// What is asked of a training.
#[derive(Clone, Copy, Debug)]
pub(super) struct TrainingFacts {
    /// The number of its subject in [`Facts::taught`].
    pub(super) taught: Option<u32>,
    /// The number of its audience in [`Facts::audiences`].
    pub(super) audience: Option<u32>,
}

/// Columns over the nodes of the graph.
#[derive(Debug)]
pub(super) struct Facts {
    first_project: u32,
    projects: Vec<ProjectFacts>,
    themes: Vec<Text>,
    /// The different subjects of trainings.
    pub(super) taught: Phrases,
    /// The different audiences of trainings.
    pub(super) audiences: Phrases,
    first_training: u32,
    trainings: Vec<TrainingFacts>,
    first_transaction: u32,
    transactions: Vec<(TransactionKind, Amount, bool)>,
    states_amount: Bits,
}

impl Facts {
    /// Reads the facts.
    pub(super) fn build(records: &Records, graph: &Graph) -> Self {
        let projects = records.projects.values().map(|project| ProjectFacts {
            status: project.status,
            amount: project.stated_amount,
            whole: project.part_of.as_ref().and_then(|whole| graph.node(Kind::Project, whole)),
        });
        let mut states_amount = Bits::new(graph.size());
        let mut state = |kind: Kind, stated: &mut dyn Iterator<Item = bool>| {
            let nodes = graph.nodes(kind).unwrap_or_default().zip(stated);
            nodes.filter(|(_, stated)| *stated).for_each(|(node, _)| states_amount.insert(node));
        };
        state(Kind::Project, &mut records.projects.values().map(|project| project.stated_amount.is_some()));
        state(Kind::Training, &mut records.trainings.values().map(|training| training.cost.is_some()));
        state(Kind::Aid, &mut records.aid.values().map(|aid| aid.value.is_some()));
        state(Kind::Figure, &mut records.figures.values().map(|figure| figure.quantity.unit == Unit::Fen));
        state(Kind::Budget, &mut records.budgets.values().map(|_| true));
        state(Kind::Transaction, &mut records.transactions.values().map(|_| true));
        let taught = Phrases::of(records.trainings.values().map(|training| &training.subject));
        let audiences = Phrases::of(records.trainings.values().map(|training| &training.audience));
        let trainings = records.trainings.values().map(|training| TrainingFacts {
            taught: training.subject.key().and_then(|key| taught.number(key)),
            audience: training.audience.key().and_then(|key| audiences.number(key)),
        });
        let first = |kind| graph.nodes(kind).unwrap_or_default().start;
        Self {
            first_project: first(Kind::Project),
            projects: projects.collect(),
            themes: records.projects.values().map(|project| project.theme.clone()).collect(),
            first_training: first(Kind::Training),
            trainings: trainings.collect(),
            taught,
            audiences,
            first_transaction: first(Kind::Transaction),
            transactions: records
                .transactions
                .values()
                .map(|moved| (moved.kind, moved.amount, moved.is_goods()))
                .collect(),
            states_amount,
        }
    }

    /// The facts of a project; `None` for a node of another kind.
    pub(super) fn project(&self, node: u32) -> Option<&ProjectFacts> {
        self.projects.get(node.checked_sub(self.first_project)? as usize)
    }

    /// The theme of a project; `None` for a node of another kind.
    pub(super) fn theme(&self, node: u32) -> Option<&Text> {
        self.themes.get(node.checked_sub(self.first_project)? as usize)
    }

    /// The facts of a training; `None` for a node of another kind.
    pub(super) fn training(&self, node: u32) -> Option<&TrainingFacts> {
        self.trainings.get(node.checked_sub(self.first_training)? as usize)
    }

    /// Kind and amount of a movement of money, and whether it is goods that do not count as money; `None` for a node of
    /// another kind.
    pub(super) fn transaction(&self, node: u32) -> Option<(TransactionKind, Amount, bool)> {
        self.transactions.get(node.checked_sub(self.first_transaction)? as usize).copied()
    }

    /// Whether a source states an amount of money for a record.
    pub(super) fn states_amount(&self, node: u32) -> bool {
        self.states_amount.contains(node)
    }
}
