//! The texts of files and sheets, which no browser has to know.

use app::domain::language::Language;

/// The texts in one language. `{}` are places to fill.
#[derive(Debug)]
pub struct Words {
    /// Name of the sheet about a file.
    pub about: &'static str,
    /// Label of the programme.
    pub programme: &'static str,
    /// Label of what the list shows.
    pub list: &'static str,
    /// Label of the conditions.
    pub question: &'static str,
    /// For a question without conditions.
    pub everything: &'static str,
    /// A condition that is turned round.
    pub not: &'static str,
    /// Label of the part of the earth that is asked for.
    pub bounds: &'static str,
    /// South, west, north, east in degrees.
    pub edges: &'static str,
    /// Label of a record that must belong to a row.
    pub has: &'static str,
    /// Of such a record: the amount is stated.
    pub amount_stated: &'static str,
    /// Of such a record: the amount is not stated.
    pub amount_missing: &'static str,
    /// Label of the address of the live view.
    pub link: &'static str,
    /// Label of the number of rows.
    pub rows: &'static str,
    /// Label of the time at which a file was made.
    pub made: &'static str,
    /// Label of the version of the data.
    pub version: &'static str,
    /// Label of what was not understood.
    pub ignored: &'static str,
    /// Label of the sentences below.
    pub reading: &'static str,
    /// What an empty cell means.
    pub empty_means_unknown: &'static str,
    /// What the unit of amounts is.
    pub amounts: &'static str,
    /// What positions are.
    pub positions: &'static str,
    /// Label of what must be credited.
    pub credits: &'static str,
    /// Heading of the sources: title, author, date, licence, note.
    pub source_headings: [&'static str; 5],
    /// For a source that states no licence.
    pub no_licence: &'static str,
    /// A bound that is none: the number itself.
    pub exactly: &'static str,
    /// A list is longer than a workbook can be.
    pub too_long: &'static str,
    /// Label of the code that leads to the live view.
    pub live_view: &'static str,
    /// How many of how many rows a sheet lists.
    pub first_rows: &'static str,
    /// Said where a map shows none of the rows that are counted.
    pub no_marks: &'static str,
    /// What the mark of the place that a sheet is about stands for.
    pub this_place: &'static str,
    /// Headings of a sheet's list: number, name, place, kind, status.
    pub list_headings: [&'static str; 5],
    /// The link from a frame to the whole map.
    pub open_map: &'static str,
    /// Hint on the sheet, not printed.
    pub print_hint: &'static str,
}

/// The texts in a language.
pub const fn of(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &ZH_HANS,
        Language::English => &EN,
    }
}

const EN: Words = Words {
    about: "About this file",
    programme: "Programme",
    list: "List",
    question: "Question",
    everything: "Everything, without conditions",
    not: "not {}",
    bounds: "Part of the map",
    edges: "{} to {} degrees north, {} to {} degrees east",
    has: "With a record",
    amount_stated: "amount stated",
    amount_missing: "amount not stated",
    link: "Live view",
    rows: "Rows",
    made: "Made at (UTC)",
    version: "Version of the data",
    ignored: "Ignored",
    reading: "How to read it",
    empty_means_unknown: "An empty cell means: unknown, or not stated by a source. Zero is a number.",
    amounts: "Amounts are in whole units of the currency beside them (yuan for CNY), as the source states them; the bound \
              says whether the true amount is greater or smaller. Amounts may contain one another and must not simply be added.",
    positions: "Positions are WGS-84 in degrees. Where the precision is not exact, the point stands for the place.",
    credits: "Credits",
    source_headings: ["Source", "Author", "Date", "Licence as found", "Note"],
    no_licence: "No licence stated",
    exactly: "exactly",
    too_long: "This list has {} rows; a workbook holds at most {}. Take it as CSV, or narrow the question.",
    live_view: "Live view",
    no_marks: "Nothing of it has a place on this map; the live view has the list.",
    first_rows: "The first {} of {} rows. The live view has them all.",
    this_place: "This place",
    list_headings: ["No.", "Name", "Place", "Kind", "Status"],
    open_map: "Open the whole map",
    print_hint: "This sheet is made for A4 paper: print it with the browser's print function.",
};

const ZH_HANS: Words = Words {
    about: "关于本文件",
    programme: "计划",
    list: "列表",
    question: "筛选条件",
    everything: "全部，不设条件",
    not: "不含{}",
    bounds: "地图范围",
    edges: "北纬{}至{}度，东经{}至{}度",
    has: "含有记录",
    amount_stated: "已说明金额",
    amount_missing: "未说明金额",
    link: "在线查看",
    rows: "行数",
    made: "生成时间（UTC）",
    version: "数据版本",
    ignored: "已忽略",
    reading: "阅读说明",
    empty_means_unknown: "空单元格表示未知，或来源未说明。零是数字。",
    amounts: "金额以旁列币种的单位计（CNY 为元），按来源所述；“金额限定”说明实际金额是更多还是更少。金额之间可能互相包含，不可简单相加。",
    positions: "位置为 WGS-84 坐标，单位为度。精度不是“位置准确”的，该点只是代表所在地。",
    credits: "数据与署名",
    source_headings: ["来源", "作者", "日期", "许可（按来源所示）", "说明"],
    no_licence: "未说明许可",
    exactly: "等于",
    too_long: "此列表有{}行，一个工作簿最多容纳{}行。请改用 CSV，或缩小筛选范围。",
    live_view: "在线查看",
    no_marks: "这些记录在地图上没有位置；请打开在线列表查看。",
    first_rows: "仅列出前{}行，共{}行；全部内容请在线查看。",
    this_place: "本页所述地点",
    list_headings: ["序号", "名称", "所在地", "类别", "进度"],
    open_map: "打开完整地图",
    print_hint: "本页按 A4 纸排版，请用浏览器的打印功能打印。",
};
