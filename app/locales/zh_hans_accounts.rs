//! Simplified Chinese: signing in and accounts.

use super::AccountTexts;

/// The texts of signing in and of accounts in Simplified Chinese.
pub const TEXTS: AccountTexts = AccountTexts {
    desk: "工作台",
    login: "电子邮箱或登录名",
    password: "密码",
    refused: "此账号无权查看",
    refused_why: "您的账号无权查看此页。如有需要，请联系本站管理员。",
    sign_in: "登录",
    sign_in_failed: "暂时无法登录，请稍后再试。",
    sign_in_first: "请先登录，登录后会回到您要看的页面。",
    sign_in_forgotten: "忘记密码？邀请您的人可以给您一个一次性登录链接，登录后可设置新密码。",
    sign_in_intro: "供维护条目的合作单位和主管部门使用。浏览内容无需账号。",
    sign_in_too_often: "尝试次数过多，请等待 {} 分钟后再试。",
    sign_in_wrong: "登录名与密码不符，或账号未启用。",
    sign_out: "退出登录",
    way_account: "账号",
    way_audit: "审计",
    way_home: "我的条目",
    way_monitor: "监测",
    way_people: "人员",
    way_review: "审核",
};
