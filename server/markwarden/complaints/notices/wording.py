"""The words of a notice in English and Chinese. What is missing stands in it as a gap in square brackets, never as a claim."""

from markwarden.complaints.notices.elements import Subject
from markwarden_schema.complaint_register import NoticeRequest

_GAP = {"en": "[to be filled in by you]", "zh": "［请填写］"}


def subject_line(about: Subject, asked: NoticeRequest) -> str:
    """The subject of the message."""
    count = len(about.links)
    if asked.language == "zh":
        name = "违法内容通知（欧盟《数字服务法》第 16 条）" if asked.kind == "dsa" else "DMCA 侵权通知"
        return f"{name}：{about.right.label}，{count} 个链接"
    name = "Notice of illegal content (DSA, article 16)" if asked.kind == "dsa" else "DMCA notice of infringement"
    return f"{name}: {about.right.label}, {count} link{'' if count == 1 else 's'}"


def body(about: Subject, asked: NoticeRequest) -> str:
    """The whole text."""
    parts = _english(about, asked) if asked.language == "en" else _chinese(about, asked)
    return "\n\n".join(part for part in parts if part) + "\n"


def _numbered(about: Subject) -> str:
    return "\n".join(f"{number}. {link}" for number, link in enumerate(about.links, start=1)) or "-"


def _english(about: Subject, asked: NoticeRequest) -> list[str]:
    gap = _GAP["en"]
    dmca = asked.kind == "dmca"
    statements = []
    if dmca:
        statements.append(
            "I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright "
            "owner, its agent, or the law."
            if asked.good_faith
            else gap
        )
        statements.append(
            "The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the "
            "owner of an exclusive right that is allegedly infringed."
            if asked.perjury
            else gap
        )
    else:
        statements.append(
            "I have a bona fide belief that the information and allegations contained in this notice are accurate and complete."
            if asked.good_faith
            else gap
        )
    contact = [f"Name: {asked.name or gap}", f"E-mail: {asked.email or gap}"]
    if dmca or asked.address:
        contact.append(f"Address: {asked.address or gap}")
    if dmca or asked.telephone:
        contact.append(f"Telephone: {asked.telephone or gap}")
    return [
        f"To {asked.marketplace}:" if asked.marketplace else "To whom it may concern:",
        "This is a notification of claimed infringement under 17 U.S.C. § 512(c)(3)."
        if dmca
        else "This is a notice under article 16 of Regulation (EU) 2022/2065 (Digital Services Act).",
        ("1. The copyrighted work" if dmca else "1. Why the content is illegal") + f"\n{about.explanation or gap}",
        f"2. Where it is\n{_numbered(about)}",
        "3. Who gives notice\n" + "\n".join(contact),
        "4. Statement\n" + "\n".join(statements),
        f"Signature: {asked.signature or gap}" if dmca or asked.signature else "",
    ]


def _chinese(about: Subject, asked: NoticeRequest) -> list[str]:
    gap = _GAP["zh"]
    dmca = asked.kind == "dmca"
    statements = []
    if dmca:
        statements.append(
            "本人善意认为，上述材料的使用方式未经著作权人、其代理人或法律授权。" if asked.good_faith else gap
        )
        statements.append(
            "本通知信息准确；本人愿承担伪证责任，声明有权代表被侵权的专有权利所有人行事。" if asked.perjury else gap
        )
    else:
        statements.append("本人善意确信本通知所含信息和指控准确、完整。" if asked.good_faith else gap)
    contact = [f"姓名或名称：{asked.name or gap}", f"电子邮箱：{asked.email or gap}"]
    if dmca or asked.address:
        contact.append(f"地址：{asked.address or gap}")
    if dmca or asked.telephone:
        contact.append(f"电话：{asked.telephone or gap}")
    return [
        f"致{asked.marketplace}：" if asked.marketplace else "敬启者：",
        "本函系依据《美国法典》第 17 编第 512(c)(3) 条发出的侵权通知。"
        if dmca
        else "本函系依据欧盟第 2022/2065 号条例（《数字服务法》）第 16 条发出的通知。",
        ("一、受保护的作品" if dmca else "一、内容违法的理由") + f"\n{about.explanation or gap}",
        f"二、所在位置\n{_numbered(about)}",
        "三、通知人\n" + "\n".join(contact),
        "四、声明\n" + "\n".join(statements),
        f"签名：{asked.signature or gap}" if dmca or asked.signature else "",
    ]
