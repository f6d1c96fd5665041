/// Which canonical word a word of an export stands for.
enum EnumWords {
  private static let terms: [String: [String: String]] = [
    "channel": [
      "voice":
        "voice,phone,call,telephone,inbound call,call outbound,outbound call,callback,phone call,"
        + "mobile call,voicemail,telefon,téléphone",
      "chat": "chat,web chat,webchat,live chat,chat message,conversation,instant message",
      "email": "email,e-mail,mail,inbound email,email outbound,handle email,outbound email",
      "message":
        "message,sms,text,whatsapp,messaging,social media,facebook,twitter,messenger,social,"
        + "any channel,native messaging",
      "video": "video,video call", "task": "task,handle case,case,work item",
    ],
    "direction": [
      "inbound":
        "inbound,in,incoming,inbound call,inbound email,customer initiated,inbound/outbound,"
        + "queue transfer,transfer,entrant,eingehend,входящий",
      "outbound":
        "outbound,out,outgoing,outbound call,call outbound,email outbound,outbound-api,outbound-dial,"
        + "outbound email,manual,preview,progressive,predictive,callback,api,agent initiated,"
        + "admin initiated,operator initiated,sortant,ausgehend,исходящий",
      "internal": "internal,internal call,handle case,handle email,extension,monitor,intern",
    ],
    "outcome": [
      "handled":
        "handled,answered,completed,connected,closed,solved,resolved,complete,ended,in progress,open,"
        + "pending,new,hold,assigned,escalated,transferred,blind transfer,accepted,call connected",
      "abandoned":
        "abandoned,abandon,no answer,no-answer,unanswered,not answered,canceled,cancelled,hang up,"
        + "hung up,lost",
      "voicemail": "voicemail,voice mail,left voicemail",
      "self_served": "self served,self-served,ended in ivr,contained,self_served,self service,deflected",
      "missed": "missed,busy,failed,rejected,missed call",
    ],
    "resolved": [
      "true": "resolved,solved,closed,fixed,yes,y,true,1",
      "false":
        "unresolved,not resolved,open,new,pending,in progress,on hold,hold,escalated,reopened,"
        + "assigned,waiting,no,n,false,0,snoozed",
    ],
    "worker_class": [
      "employee":
        "employee,regular,permanent,full time,full-time,part time,part-time,fulltime,parttime,staff,perm",
      "contractor": "contractor,contract,contingent worker,freelancer,gig,independent contractor,"
        + "consultant",
      "agency": "agency,temp,temporary,agency worker,outsourced,bpo", "other": "other,intern,trainee",
    ],
    "exit_type": [
      "voluntary":
        "voluntary,voluntarily terminated,resigned,resignation,terminate_employee_voluntary,quit,vol",
      "involuntary":
        "involuntary,terminated for cause,terminated,dismissed,terminate_employee_involuntary,fired,"
        + "laid off,layoff,invol",
      "other": "retired,retirement,death,deceased,end of contract,retire,other",
      "unknown": "yes,left,1,attrited,former,inactive",
      "": "active,no,0,employed,current,leave of absence,future start",
    ],
    "move": [
      "hire": "hire,new hire,hired,hire_employee_new_hire_fill_vacancy", "promotion": "promotion,promoted",
      "lateral": "lateral,lateral move", "demotion": "demotion", "transfer": "transfer,transferred",
      "exit_center": "left center", "exit_employer": "termination,exit,terminated,left",
    ],
    "rater_group": [
      "customer": "customer,external", "self": "self", "manager": "manager,supervisor",
      "peer": "peer,colleague",
      "report": "report,direct report,subordinate", "client": "client",
      "evaluator": "evaluator,qa,quality analyst",
    ],
    "instrument": [
      "voc": "voc,csat,customer survey,nps", "pulse": "pulse,engagement", "self": "self,self assessment",
      "review360": "360,review360", "qa": "qa,quality", "project_end": "project_end,project end",
    ],
    "status": ["held": "held,completed,done", "missed": "missed,no show", "cancelled": "cancelled,canceled"],
    "kind": [
      "one_on_one": "one on one,1:1,one-on-one", "group": "group,team",
      "side_by_side": "side by side,side-by-side",
      "career": "career", "recognition": "recognition", "feedback": "feedback",
    ],
  ]

  /// The canonical word for a word, empty where the value is missing; nil where it is not known.
  /// - Parameters:
  ///   - words: those that the column may have; true and false for a boolean.
  static func proposal(_ word: String, for column: String, _ words: [String], name: ColumnName) -> String? {
    let plain = folded(word)
    if column == "outcome", let answer = yesOrNo(plain) {
      if name.words.contains(where: { $0.hasPrefix("abandon") }) { return answer ? "abandoned" : "handled" }
      return name.has(["answered", "handled", "connected"]) ? (answer ? "handled" : "abandoned") : nil
    }
    let found = terms[column, default: [:]].sorted { $0.key < $1.key }.first { _, names in
      names.split(separator: ",").contains { folded(String($0)) == plain }
    }
    if let found, found.key.isEmpty || words.contains(found.key) { return found.key }
    return words.first { folded($0) == plain }
  }

  private static func yesOrNo(_ word: String) -> Bool? {
    if ["y", "yes", "true", "1", "oui", "o", "ja", "vrai", "да"].contains(word) { return true }
    return ["n", "no", "false", "0", "non", "nein", "faux", "нет"].contains(word) ? false : nil
  }

  private static func folded(_ word: String) -> String {
    word.lowercased().split { " _-".contains($0) }.joined(separator: " ")
  }
}
