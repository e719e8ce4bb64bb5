"""Our own notes in Chinese: what the collectors of the data wrote about a source, a reading or a point.

Words quoted from a source stay in the language of the source. A note that is not in this list stops the conversion.
"""

NOTES = {
    # How a doubtful text was read.
    "Printed as 'Ningzhou Street'; the Chinese jiedao is a subdistrict.":
        "原文印作“Ningzhou Street”；中文的“街道”是乡级行政区。",
    "Printed as 'Hongdongdian' (paragraphs 2, 5) and 'Hongtongdian' (paragraph 3); both read as Tonghongdian.":
        "原文第2、5段印作“Hongdongdian”，第3段印作“Hongtongdian”；均判读为通红甸。",
    "Printed only as 'Panjiang'; taken as Panjiang Community of Panxi Town, the one division of Huaning with that name.":
        "原文只印作“Panjiang”；判读为盘溪镇盘江社区，华宁县内叫这个名称的区划只有这一处。",
    "Printed as 'Gele Village Committee'; matched to the only such name in the county's list.":
        "原文印作“Gele Village Committee”；按全县区划名录中唯一相符的名称判读。",
    "The source gives the line without a name; the name was given by its position.":
        "来源中的这条线没有名称；名称按其位置确定。",
    "The translation pairs the county Party committee with the civil affairs bureau; the original may have meant another "
    "county body. Kept as printed.":
        "译文把县委与民政局并列；原文所指可能是县里的其他机构。此处照录译文。",
    "Printed as 'Yunnan Provincial Committee of the Revolutionary Committee of China'.":
        "原文印作“Yunnan Provincial Committee of the Revolutionary Committee of China”。",
    "Printed as 'NLD'; read as the China Democratic League.": "原文印作“NLD”；判读为中国民主同盟。",
    "Printed as 'Democratic Progressive Party'; read as the China Association for Promoting Democracy, by the context its "
    "provincial committee.":
        "原文印作“Democratic Progressive Party”；判读为中国民主促进会，按上下文指其省委员会。",
    "Printed as 'Agricultural Workers' Party'.": "原文印作“Agricultural Workers' Party”。",
    "Printed as 'Zhi Gong Dang'.": "原文印作“Zhi Gong Dang”。",
    "Printed as 'Taiwan Alliance' (paragraph 3) and 'Taiwan League' (paragraph 5).":
        "原文第3段印作“Taiwan Alliance”，第5段印作“Taiwan League”。",
    "Printed as 'Yunnan China Vocational Education Association' and '... Society'; one body.":
        "原文印作“Yunnan China Vocational Education Association”和“… Society”；为同一单位。",
    "Printed as 'National Federation of Industry and Commerce'.":
        "原文印作“National Federation of Industry and Commerce”。",
    "Printed as 'Yunnan Long Hao Industrial Group'; the Chinese characters are a guess from the sound.":
        "原文印作“Yunnan Long Hao Industrial Group”；汉字按读音推测。",
    "Printed as 'Yunnan Dong Jun Pharmaceutical Co., Ltd.'; Chinese characters from the known company of that sound, not "
    "from the article.":
        "原文印作“Yunnan Dong Jun Pharmaceutical Co., Ltd.”；汉字取自读音相同的已知企业，并非出自文章。",
    "Printed as 'provincial glory society' (省光彩会). The sentence is cut off and gives no amount, place or date.":
        "原文印作“provincial glory society”（省光彩会）。该句不完整，没有金额、地点和日期。",
    "The place is printed twice over ('Taiwan Province Province').": "地名重复印出（“Taiwan Province Province”）。",
    "The 'model school' it works with is not named; it may be the same school.":
        "与其合作的“model school”没有写出校名；可能就是这所学校。",
    "Printed as 'Beisi website'; perhaps the online school of Beijing No. 4 High School. Not certain.":
        "原文印作“Beisi website”；可能指北京四中网校，不能确定。",
    "The second body is printed as the civil affairs bureau; see the organisation.":
        "第二个单位印作民政局；见该单位的说明。",
    "The name is broken by a stray question mark.": "名称中混入一个问号，文字受损。",
    "Printed as 'Huaningxing' inside broken quotation marks; it may name the tour of all groups.":
        "原文印作“Huaningxing”，引号残缺；可能是各团此行的总称。",
    "No place named Afa is in the county's list. It may stand for a road between Aluben and Faguo, two villages of "
    "Ningzhou; not certain.":
        "全县区划名录中没有叫“Afa”的地方。可能指宁州街道的阿路本与法果两村之间的道路，不能确定。",
    "Printed as 'Mountaineering National Square'; 'national' is read as minzu, ethnic.":
        "原文印作“Mountaineering National Square”；“national”判读为“民族”。",
    "No administrative village called Daxing is in the county's 2023 list. It follows a Huaxi project in the list and may "
    "be Daxinzhai in Huaxi, or a hamlet; left open.":
        "全县2023年区划名录中没有叫“Daxing”的行政村。原文把它列在华溪镇的一个项目之后，可能是华溪镇的大新寨，"
        "也可能是一个自然村；存疑。",
    "The list does not say where the market is; it stands right after Gele Village and may be there. Put under Qinglong "
    "Town.":
        "原文没有写明市场在哪里；它紧接在革勒村之后，可能就在该村。此处归入青龙镇。",
    "Township printed as 'Hongdongdian'; the villages are not named.":
        "乡名印作“Hongdongdian”；没有写出村名。",
    "Township printed as 'Hongdongdian'.": "乡名印作“Hongdongdian”。",
    "No division called Hailian is in the county's 2023 list. Qinglong Town has Haijing, Haiguan and Haiyi, each a "
    "possible reading; left open.":
        "全县2023年区划名录中没有叫“Hailian”的区划。青龙镇有海镜、海关和海迤，都可能是所指；存疑。",
    "The road name cannot be matched to a known place; see the site.":
        "路名无法与已知地点对应；见该示范点的说明。",
    "'National Square' is read as ethnic square.": "“National Square”判读为民族广场。",
    "The village could not be identified; see the site.": "村名未能确认；见该示范点的说明。",
    "The list does not say where; read as Qinglong from its order.":
        "原文没有写明地点；按排列顺序判读为青龙。",
    "May be one project together with the Gele square; place not said.":
        "可能与革勒村的广场同属一个项目；地点未说明。",
    "Printed as 'Phosphating Industry Integration'; read as the phosphorus chemical industry.":
        "原文印作“Phosphating Industry Integration”；判读为磷化工产业。",
    "Printed as 'Liquid Distribution Center'; perhaps a centre that prepares infusions.":
        "原文印作“Liquid Distribution Center”；可能指配液中心。",
    "What is to be built between the two counties is not said.": "两县之间要修建什么，原文没有说明。",
    "The sentence is broken off in the translation.": "译文的这一句不完整。",
    "Township printed as 'Hongtongdian'.": "乡名印作“Hongtongdian”。",
    "The name is broken by a stray question mark in the text.": "文中名称混入一个问号，文字受损。",
    "Printed with different wording in paragraphs 3 and 5; taken as one action.":
        "第3段与第5段措辞不同；视为同一项行动。",
    "Called 'cooperation' in paragraph 3 and 'love education activities' in paragraph 5; taken as one.":
        "第3段称“cooperation”，第5段称“love education activities”；视为同一项。",
    "Printed as 'immigrant class'; read as pupils of families moved within the country.":
        "原文印作“immigrant class”；判读为国内搬迁户子女的班级。",
    "Probably the same work as the Tongxin Square project of paragraph 2.": "可能与第2段的同心广场项目是同一工程。",
    "Hailian could not be identified; see the site.": "“Hailian”未能确认；见该示范点的说明。",
    "Names in this passage are broken by stray quotation and question marks; municipal party bodies are mentioned without "
    "names.":
        "这一段的名称混入引号和问号，文字受损；提到市级党派组织，但没有写出名称。",
    "The name is broken in the translation; the exact title is unknown.": "译文中的名称受损；确切名称不详。",
    "'NLD' is read as the China Democratic League; 'Beisi website' and the 'model school' are not certain.":
        "“NLD”判读为中国民主同盟；“Beisi website”和“model school”所指不能确定。",
    "Party name garbled; see the organisation.": "党派名称受损；见该单位的说明。",
    "'Democratic Progressive Party' is read as the China Association for Promoting Democracy.":
        "“Democratic Progressive Party”判读为中国民主促进会。",
    "'Taiwan Alliance' is read as the Taiwan Democratic Self-Government League.":
        "“Taiwan Alliance”判读为台湾民主自治同盟。",
    "'Fingered citron' is the fruit foshou.": "“Fingered citron”即佛手。",
    "Printed as 'national embroidery'; read as ethnic (minzu).": "原文印作“national embroidery”；判读为民族刺绣。",
    "'7 187' is read as 7,187 and '2/kloc-0' as 21. Qinglong Town itself has exactly 21 village-level divisions, so the "
    "original may mean the 21 village committees of Qinglong.":
        "“7 187”判读为7,187，“2/kloc-0”判读为21。青龙镇恰有21个村级区划，原文所指可能是青龙镇的21个村委会。",
    "The subject is masked by asterisks, '2 15' is read as 215, and '2,608 farmers' may mean farm households in the "
    "original.":
        "主语被星号遮盖；“2 15”判读为215；“2,608 farmers”在中文原文中可能指农户。",
    "'Organizing demonstrations' is read as appraisal meetings (lunzheng).":
        "“Organizing demonstrations”判读为组织论证。",
    "The text says 'of which', yet 80 is more than 40; the 80 count suggestions, the 40 count documents.":
        "原文用“of which”（其中），但80大于40；80计的是建议条数，40计的是文件份数。",
    "Said to be 'of which' 40 documents; counts suggestions, not documents.":
        "原文称为40份文件中的“of which”（其中）；计的是建议条数，不是文件份数。",
    "A blank stands for the comma of thousands.": "千位分隔符处印成空格。",
    "'2/kloc-0' is a known corruption of a digit; read as 21. Qinglong Town has 21 village-level divisions, which fits.":
        "“2/kloc-0”是一种已知的数字乱码；判读为21。青龙镇有21个村级区划，与此相符。",
    "The subject is masked by asterisks; the original may count farm households.":
        "主语被星号遮盖；中文原文计的可能是农户。",
    "Printed with a blank inside; read as 215.": "数字中间印有空格；判读为215。",
    "The result named (health) fits only some of the works.": "所称成效（卫生）只与其中部分工程相符。",
    # How a point was found.
    "label point inside the county polygon": "县域范围内的注记点",
    "Amap township point, converted from GCJ-02 to WGS-84": "高德地图乡镇点位，由GCJ-02换算为WGS-84",
    "GeoNames 6824889, listed there as Tonghong (通红彝族苗族乡), taken as is":
        "GeoNames 6824889，该处名称为Tonghong（通红彝族苗族乡），照录",
    "stand-in: seat of the township; the exact place is unknown": "以乡镇驻地代替；具体位置不详",
    "stand-in: seat of Qinglong Town; the community is the one at the seat":
        "以青龙镇驻地代替；该社区即驻地所在社区",
    "stand-in: seat of Panxi Town; the community is in the town centre": "以盘溪镇驻地代替；该社区位于镇区",
    # What a source is.
    "English machine translation of a Chinese text, re-published on a recruitment web site under an unrelated heading. The "
    "only source of facts about the programme. No date, no address of the original. Paragraphs are counted First = 1 to "
    "Fifth = 5.":
        "一篇中文文章的英文机器翻译，被某招聘网站以无关的标题转载。项目情况的唯一来源。没有日期，也没有原文地址。"
        "段落按文中“First”至“Fifth”记为第1至第5段。",
    "Codes and Chinese names of divisions. 9-digit township and 12-digit village codes are NBS statistical codes.":
        "行政区划的代码和中文名称。9位乡级代码和12位村级代码为国家统计局统计用区划代码。",
    "Repository file data/adcode/530424.csv at commit 294c4ef55947 (last touched there). Township points are from Amap and "
    "are in GCJ-02; converted here to WGS-84.":
        "Vonng/adcode仓库中的文件data/adcode/530424.csv，提交294c4ef55947（最后一次修改）。乡镇点位来自高德地图，"
        "坐标系为GCJ-02；此处已换算为WGS-84。",
    "Points of populated places, WGS-84.": "居民地点位，WGS-84坐标系。",
    "Map approval number GS(2024)0650号.": "审图号GS(2024)0650号。",
    "Lakes and rivers, coarse: some hundred metres of error are to be expected. River names were given by position.":
        "湖泊和河流，精度较粗，可能有数百米误差。河流名称按其位置确定。",
    # A licence as found is quoted; this is the part of it that we wrote.
    "MIT (package); terms of the map data not stated in it": "MIT（软件包）；其中未说明地图数据的使用条款",
    "WTFPL 2 (package)": "WTFPL 2（软件包）",
    "CC BY 4.0 (GeoNames); MIT (package)": "CC BY 4.0（GeoNames）；MIT（软件包）",
}
