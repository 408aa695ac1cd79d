window.XunchaKB.links = {
"checklists": {
"compliance-xuncha-gongzuo-banfa-shili": "checklists/compliance-xuncha-gongzuo-banfa-shili.html",
"compliance-xuncha-gongzuo-banfa-shili-organization": "checklists/compliance-xuncha-gongzuo-banfa-shili-organization.html",
"compliance-xuncha-gongzuo-banfa-shili-team": "checklists/compliance-xuncha-gongzuo-banfa-shili-team.html",
"cooperation": "checklists/cooperation.html",
"discipline": "checklists/discipline.html",
"entry": "checklists/entry.html",
"focus-areas": "checklists/focus-areas.html",
"materials": "checklists/materials.html",
"petition-triage": "checklists/petition-triage.html",
"rectification": "checklists/rectification.html"
},
"documents": {
"jiaoyuju-xuncha-dongyuan-jianghua": "documents/jiaoyuju-xuncha-dongyuan-jianghua.html",
"xuncha-gongzuo-banfa-shili": "documents/xuncha-gongzuo-banfa-shili.html"
},
"questions": {
"": "questions/general.html",
"jiaoyuju-xuncha-dongyuan-jianghua": "questions/jiaoyuju-xuncha-dongyuan-jianghua.html",
"xuncha-gongzuo-banfa-shili": "questions/xuncha-gongzuo-banfa-shili.html"
},
"terms": {
"三重一大": "terms.html#t-b9b1e195",
"两个维护": "terms.html#t-5a1967f9",
"两个责任": "terms.html#t-8094bcbe",
"五个决不允许·巡察纪律": "terms.html#t-49c2f9da",
"五个决不允许·政治规矩": "terms.html#t-49c2f9da",
"八项规定": "terms.html#t-b5723f95",
"六项纪律": "terms.html#t-57b48c22",
"四个意识": "terms.html#t-78dd1909",
"四种形态": "terms.html#t-1f43eac9",
"四风": "terms.html#t-4a64eb81"
}
};
