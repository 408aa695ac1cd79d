window.XunchaKB = {
 "kinds": {
  "F": {
   "label": "巡察重点",
   "explanation": "巡察要了解的一个方面"
  },
  "P": {
   "label": "评价点",
   "explanation": "看……强不强、到不到位"
  },
  "B": {
   "label": "问题表现",
   "explanation": "是否存在……等问题的一问"
  },
  "D": {
   "label": "问题要点",
   "explanation": "问题表现里能单独问的一点"
  },
  "X": {
   "label": "现状描述",
   "explanation": "有的……、一些……：对现状的描述，不作要求"
  },
  "J": {
   "label": "禁止性规定",
   "explanation": "决不允许、严禁、不得、不准、禁止"
  },
  "Y": {
   "label": "义务性规定",
   "explanation": "应当、必须、要"
  },
  "Q": {
   "label": "授权性规定",
   "explanation": "可以、有权"
  },
  "Z": {
   "label": "自我约束",
   "explanation": "巡察组承诺不做的事"
  },
  "W": {
   "label": "工作要求",
   "explanation": "对被巡察单位提出的希望和要求"
  },
  "S": {
   "label": "受理事项",
   "explanation": "受理的反映事项"
  },
  "N": {
   "label": "不受理事项",
   "explanation": "不属于受理范围的事项及去向"
  },
  "M": {
   "label": "工作方式",
   "explanation": "开展工作的方式"
  },
  "O": {
   "label": "对象",
   "explanation": "巡察、约束或适用的对象"
  },
  "L": {
   "label": "联系渠道",
   "explanation": "电话、信箱、邮箱、意见箱等"
  },
  "T": {
   "label": "时间安排",
   "explanation": "时间、期限和轮次安排"
  },
  "C": {
   "label": "数字缩略语",
   "explanation": "以数字概括的一组要点"
  },
  "R": {
   "label": "引用文件",
   "explanation": "引用的文件及条款"
  },
  "G": {
   "label": "定义",
   "explanation": "所称……是指……"
  },
  "E": {
   "label": "责任条款",
   "explanation": "有下列情形之一的，给予……"
  },
  "V": {
   "label": "施行",
   "explanation": "施行与废止"
  },
  "K": {
   "label": "待填要素",
   "explanation": "文中留空、待填写的要素"
  },
  "A": {
   "label": "声明数",
   "explanation": "文中声明的数目与实列数"
  }
 }
};
