/// The tables about people, which do not grow with the number of contacts.
enum Staff {
  static func write(to folder: String, seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var people = try TextFile(folder + "/people.csv")
    var assignments = try TextFile(folder + "/assignments.csv")
    people.append("person_id,worker_class,hired_on,left_on,site\n")
    assignments.append("person_id,from,to,role_id,team_id,supervisor_id,site\n")
    for team in 0..<Center.teams {
      let person = "s-\(padded(team + 1, 3))"
      people.append("\(person),employee,2018-03-01,,\(site(ofTeam: team))\n")
      assignments.append("\(person),2018-03-01,,lead,\(name(ofTeam: team)),,\(site(ofTeam: team))\n")
    }
    let classes = ["employee", "employee", "employee", "employee", "contractor", "agency"]
    for agent in 0..<Center.agents {
      let person = "a-\(padded(agent + 1, 4))"
      // Hired up to six years before the first day covered, recent hires more often.
      let daysBefore = 10 + random.below(2200) * random.below(1000) / 1000
      let hired = Calendar.firstDay - daysBefore
      let team = agent % Center.teams
      let role = daysBefore < 400 ? "csr1" : random.chance(700) ? "csr2" : "back_office"
      people.append("\(person),\(classes[random.below(6)]),\(Calendar.date(hired)),,\(site(ofTeam: team))\n")
      let next = random.below(Center.teams)
      let moved = Calendar.firstDay + 5 + random.below(170)
      let kind = random.below(100)
      if kind < 12 {  // changes team; two in a hundred after a hole of a week
        let last = kind < 2 ? moved - 8 : moved - 1
        assign(person, hired, last, role, team, to: &assignments)
        assign(person, moved, nil, role, next, to: &assignments)
      } else {
        assign(person, hired, nil, role, team, to: &assignments)
      }
    }
    try people.close()
    try assignments.close()
    var roles = try TextFile(folder + "/roles.csv")
    roles.append("role_id,role_type,level,next_role_id,inside_center,leadership,critical,call_types\n")
    roles.append("csr1,customer_facing,1,csr2,true,false,false,\n")
    roles.append("csr2,customer_facing,2,lead,true,false,false,\n")
    roles.append("back_office,back_office,2,lead,true,false,false,\n")
    roles.append("lead,supervisor,3,,true,true,true,\n")
    try roles.close()
  }

  private static func assign(
    _ person: String, _ from: Int, _ to: Int?, _ role: String, _ team: Int, to file: inout TextFile
  ) {
    let last = to.map(Calendar.date) ?? ""
    let supervisor = "s-\(padded(team + 1, 3))"
    file.append(
      "\(person),\(Calendar.date(from)),\(last),\(role),\(name(ofTeam: team)),\(supervisor),"
        + "\(site(ofTeam: team))\n")
  }

  private static func name(ofTeam team: Int) -> String { "team-\(padded(team + 1, 3))" }
  private static func site(ofTeam team: Int) -> String { "site-\(padded(team % Center.sites + 1, 2))" }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(digits - text.count, 0)) + text
  }
}
