//! The five pillars of the programme.

crate::code_list! {
    /// A pillar of the programme, in the fixed order of the rings from the centre outwards.
    Pillar {
        /// How the work is organised and led.
        Organisation = "organisation",
        /// Projects carried out or agreed.
        Projects = "projects",
        /// Training and education.
        Training = "training",
        /// Advice and proposals taken up by government.
        Proposals = "proposals",
        /// Livelihood: brand projects, services, aid.
        Livelihood = "livelihood",
    }
}

impl Pillar {
    /// The position of the pillar's ring, counted from the centre, 0 to 4.
    pub const fn ring(self) -> usize {
        self as usize
    }
}
