"""What the codes of complaints are called in both languages, for explanations that are made here. Every code has one."""

from collections.abc import Sequence

from markwarden_schema.case import ComplaintType, FileKind, Ground, Place
from markwarden_schema.complaint import ComplaintStatus, LinkState
from markwarden_schema.portal import Explanation, PortalProfile
from markwarden_schema.registry import PortalState, Standing

_LONGEST = 1000
"""Characters of an explanation: what is quoted in it may be longer."""


def both(en: object, zh: object | None = None) -> Explanation:
    """A word in both languages; the same in both where it belongs to neither. Cut where it is too long to be told."""
    return Explanation(en=_cut(str(en)), zh=_cut(str(en if zh is None else zh)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def listed(words: Sequence[Explanation]) -> Explanation:
    """Several words in a row."""
    return both(", ".join(one.en for one in words), "、".join(one.zh for one in words))


def lacks(words: Sequence[Explanation]) -> Explanation:
    """What is not there."""
    said = listed(words)
    return both(f"lacking: {said.en}", f"缺少：{said.zh}")


def about(paper: str | None, said: Explanation) -> Explanation:
    """What is said of a paper of a right; kinds that no rule knows are called as they are written."""
    kind = both("document", "文件") if paper is None else PAPERS.get(paper, both(paper))
    return both(f"{kind.en}: {said.en}", f"{kind.zh}：{said.zh}")


GROUNDS = {
    Ground.COUNTERFEIT: both("counterfeit", "假冒"),
    Ground.UNFAIR_USE: both("unfair use of the mark", "不当使用商标"),
    Ground.TEST_BUY: both("test buy", "购买鉴定"),
    Ground.NO_SUCH_MODEL: both("a model that does not exist", "型号不存在"),
    Ground.PICTURE_THEFT: both("copied picture", "盗图"),
    Ground.WORK: both("copied work", "作品侵权"),
    Ground.DESIGN: both("design", "外观设计"),
    Ground.PATENT: both("patent", "专利"),
    Ground.OTHER: both("another ground", "其他理由"),
}
TYPES = {
    ComplaintType.LISTING: both("product listing", "商品"),
    ComplaintType.STORE: both("store front", "店铺"),
    ComplaintType.LIVE_STREAM: both("live stream", "直播"),
}
RIGHTS = {
    "trademark": both("trademark", "商标"),
    "copyright": both("copyright", "著作权"),
    "design": both("design", "外观设计"),
    "patent": both("patent", "专利"),
}
PAPERS = {
    "certificate": both("certificate", "证书"),
    "authorization": both("authorization", "授权书"),
    "identity": both("identity document", "身份证明"),
    "renewal": both("renewal", "续展证明"),
    "assignment": both("assignment", "转让证明"),
    "name_change": both("change of name", "名称变更证明"),
    "copyright_statement": both("copyright claim statement", "著作权声明"),
    "translation": both("translation", "译文"),
    "other": both("document", "文件"),
}
PORTAL_STATES = {
    PortalState.PREPARED: both("prepared", "准备中"),
    PortalState.SENT: both("sent in", "已提交"),
    PortalState.APPROVED: both("approved", "已通过"),
    PortalState.REJECTED: both("rejected", "未通过"),
}
PLACES = {
    Place.TITLE: both("title", "标题"),
    Place.DESCRIPTION: both("description", "详情描述"),
    Place.PICTURE: both("picture", "图片"),
    Place.GOODS: both("goods", "商品实物"),
    Place.PACKAGING: both("packaging", "包装"),
    Place.STORE: both("store page", "店铺页面"),
}
FILES = {
    FileKind.COMPARISON: both("comparison", "比对图"),
    FileKind.SCREENSHOT: both("screenshot", "截图"),
    FileKind.PHOTO: both("photo", "照片"),
    FileKind.REPORT: both("report", "报告"),
    FileKind.CERTIFICATE: both("certificate", "证书"),
    FileKind.AUTHORIZATION: both("authorization", "授权书"),
    FileKind.OTHER: both("other", "其他"),
}
STATUSES = {
    ComplaintStatus.DRAFT: both("draft", "草稿"),
    ComplaintStatus.READY: both("ready", "可提交"),
    ComplaintStatus.SUBMITTED: both("submitted", "已提交"),
    ComplaintStatus.UNDER_REVIEW: both("under review", "审核中"),
    ComplaintStatus.REMOVED: both("removed", "已下架"),
    ComplaintStatus.REJECTED: both("rejected", "已驳回"),
    ComplaintStatus.MORE_WANTED: both("more material wanted", "需补充材料"),
    ComplaintStatus.COUNTER_NOTICE: both("counter-notice", "反通知"),
    ComplaintStatus.REPLIED: both("replied", "已答复"),
    ComplaintStatus.ACCEPTED: both("counter-notice accepted", "反通知成立"),
    ComplaintStatus.UPHELD: both("upheld", "维持"),
    ComplaintStatus.RESTORED: both("restored", "已恢复"),
    ComplaintStatus.WITHDRAWN: both("withdrawn", "已撤回"),
    ComplaintStatus.RELISTED: both("relisted", "重新上架"),
}
LINK_STATES = {
    LinkState.PENDING: both("open", "待处理"),
    LinkState.REMOVED: both("removed", "已下架"),
    LinkState.REJECTED: both("rejected", "已驳回"),
    LinkState.RESTORED: both("restored", "已恢复"),
    LinkState.RELISTED: both("relisted", "重新上架"),
    LinkState.WITHDRAWN: both("withdrawn", "已撤回"),
}
STANDINGS = {
    Standing.OWN: both("the brand's own", "品牌自营"),
    Standing.AUTHORISED: both("authorised", "已授权"),
    Standing.WATCHED: both("watched", "关注中"),
    Standing.INFRINGER: both("known infringer", "已知侵权卖家"),
}


def reason_words(profile: PortalProfile, value: str) -> Explanation:
    """A portal's reason as its form shows it; by its code where the profile no longer has it."""
    for one in profile.reasons:
        if one.value == value:
            en, zh = one.words.en or one.words.zh, one.words.zh or one.words.en
            return both(en[0], zh[0])
    return both(value)
