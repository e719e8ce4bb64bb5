//! Chinese: what the script of editing says.

use super::EditingTexts;

/// The texts of editing in Chinese.
pub const TEXTS: EditingTexts = EditingTexts {
    both: "{} 已保存到本设备和服务器。",
    on_the_way: "已存在本设备，正在发送到服务器……",
    server_only: "{} 已保存到服务器。此浏览器不在设备上保存内容。",
    device_only: "仅存在本设备：无法连接服务器。恢复连接后自动发送，您可以继续填写。",
    signed_out: "仅存在本设备：登录已失效。",
    sign_in: "请重新登录，内容将恢复并发送。",
    refused: "仅存在本设备：服务器未接受部分内容，原因见对应栏目旁；若无说明，该修改可能已结束。",
    nowhere: "尚未保存：没有连接，且此浏览器不在设备上保存内容。请不要关闭本页。",
    other: "{} 也在修改此项：“{}”（{}）",
    elsewhere: "在别处填写、未放入此栏的内容：“{}” ",
    take: "放入此栏",
    left_others: "本设备上有其他人填写、尚未送达服务器的内容。该用户在此登录后将恢复。",
    left_own: "您有内容仅存在本设备。再次退出则保留至您下次登录，也可以",
    left_of_draft: "本设备上还有此修改中尚未送达服务器的内容。打开填写该内容的表单，即会发送。",
    clear: "清除",
    pick: "在地图上选点",
    pick_how: "点按地图上的位置，或移动地图后取其中心。地图采用 WGS-84。",
    pick_middle: "取地图中心",
    candidates: "可能的地点及附近地点",
};
