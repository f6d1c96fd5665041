import Tables

/// What each warning means, in plain words: the same in diagnostics, report and closing lines.
package enum WarningWording {
  /// One line without a period: what was found, and what it does to the numbers.
  package static func message(for code: WarningCode) -> String {
    switch code {
    case .ambiguousDates:
      "nearly all dates could be read with day and month swapped; compare a day after the twelfth with its system"
    case .answeredEarly:
      "a survey was answered before its contact began; it counts, but look at the clocks and time zones"
    case .assignmentOutsideEmployment:
      "an assignment holds on days on which its person is not employed; those days count for nothing"
    case .byteOrderMark:
      "the file began with a byte order mark; it was removed"
    case .chainConflict:
      "a chain of contacts names two customers; the first of them was taken"
    case .conflictingAnswers:
      "rows of one response answer an item differently; the item counts as not answered"
    case .coachIsAgent:
      "a coaching session whose coach is its agent; it is left out"
    case .coverageGap:
      "no contact on this day, though the source has some on the same weekday;"
        + " a missing file reads as customers who did not come back"
    case .controlZ:
      "the file ended with a Ctrl-Z; it was removed"
    case .duplicateSession:
      "a coaching session that the log has under another id, too; one of them counts"
    case .excludedRows:
      "much of a file was read and not used; look at the reason: ids that start anew every day read as"
        + " duplicates, and wrong covers leave everything outside"
    case .extraColumns:
      "the file has columns that the profile does not name; they were ignored"
    case .headerOnly:
      "the file has a header and no rows; it adds nothing"
    case .hiddenRaterGroup:
      "a group of fewer than 3 raters of one coach; what they said is hidden and counts for nothing"
    case .inferredExit:
      "somebody left and no row says on which day; the last day was inferred from assignments or snapshots,"
        + " and why they left is unknown"
    case .joinedByAlias:
      "rows whose agent goes by another id; an alias joined them to the person"
    case .localTimeGap:
      "a local time that the clocks skipped in spring; it was moved forward by the length of the gap"
    case .localTimeFold:
      "a local time that came twice in autumn; the first of the two was taken"
    case .minimumPeople:
      "min_people is below 5; small groups are printed and may show what single people did"
    case .noAssignment:
      "contacts of a person who has no assignment on that day; they have no team,"
        + " supervisor, role type or tenure band"
    case .noExitDates:
      "nobody in this source ever leaves; a roster of those who are here shows no turnover: export leavers"
        + " too, or name the source in turnover.snapshots"
    case .noPersonDays:
      "nobody was employed on any day of this team's assignments; it has no turnover"
    case .notRestated:
      "this run could not be compared with the one before it, so nothing says which published numbers moved"
    case .onePersonTeam:
      "a team that is one person; its turnover is that person's, and withheld"
    case .openEnd:
      "an end in the year 2200 or later means that there is none yet; it counts as missing"
    case .otherScale:
      "a survey item is answered on another scale than it must be; it counts as not answered"
    case .overlappingAliases:
      "an alias begins to stand for an id while it stands for another; the later beginning was taken"
    case .overlappingAssignments:
      "an assignment begins before another one of the same person has ended; the later beginning was taken"
    case .overlappingSessions:
      "a session begins while another one of the same coach goes on; both count, their minutes once for the coach"
    case .overlappingSpells:
      "a spell of employment begins while another one of the same person is open; days count once, for the"
        + " later one, and nobody left in between"
    case .overlongEmployment:
      "an employment of more than 109 years; it is in turnover and not in retention"
    case .personWithoutAssignments:
      "a person has no assignment at all; their days are in no team, supervisor, role or tenure band"
    case .rawIDs:
      "no key file is given; ids of people are printed as they came, not as pseudonyms"
    case .reasonUnusable:
      "too many conversations have no call type, and a blank one matches every reason: the headline match"
        + " is any, where it is computed"
    case .repairedQuote:
      "a quote stood where CSV allows none; the row was repaired and used"
    case .separatorLine:
      "the file began with a 'sep=' line; its separator was used and the line passed over"
    case .severalResponses:
      "more than one response about one contact; each of them counts"
    case .sessionAfterExit:
      "a coaching session of somebody who had left; it is left out"
    case .sessionBeforeHire:
      "a coaching session of somebody who was not hired yet; it is left out"
    case .sessionInFuture:
      "a coaching session after the last day that is known; it is left out"
    case .sessionWithoutMinutes:
      "a held session without minutes; it counts, and minutes are those of the others"
    case .sharedID:
      "a customer id with too many contacts to be one person, such as a switchboard;"
        + " its contacts are left out of the window measures"
    case .trimmedBlanks:
      "blanks around values were removed"
    case .unknownCallType:
      "call_types names a call type that no contact has; look for another spelling"
    case .unknownAliasSource:
      "aliases name a source that no input has; they join nothing"
    case .unknownCoach:
      "a coaching session whose coach no person is; it counts for its agent, and the coach is in no group"
    case .unknownCoachedAgent:
      "a coaching session whose agent no person is; it is left out, and an alias may join them"
    case .unknownRole:
      "an assignment names a role that the table of roles does not have; its contacts have no role type"
    case .unmatchedAgents:
      "contacts of agents that no person matches; they are in no group of people,"
        + " and an alias may join them"
    case .unreadableValue:
      "a value of an optional column could not be read; it counts as missing"
    case .metricAcrossMonths:
      "a metric's period reaches over the end of a month; it belongs to no month and is left out"
    case .metricInFuture:
      "a metric's period ends after the last day that is known; it is left out"
    case .metricOfTwoClasses:
      "scorecards of one kind of work put a metric into different classes; it is told under that of most weight"
    case .metricReportedTwice:
      "a metric of a person is reported more than once for the same days; the longest period counts, of equal ones"
        + " the last one read"
    case .metricWithoutData:
      "a scorecard weighs a metric of which nothing is known in these months; nobody is judged by it"
    case .missingScorecard:
      "people worked in a role on days on which no scorecard of it held"
    case .overlappingScorecards:
      "several scorecards of a role hold on one day; on the last day the one that began last counts"
    case .roleWithoutType:
      "a scorecard is for a role that the table of roles does not have; without its kind of work it is left out"
    case .taskWithoutTimes:
      "a completed task without the time at which work on it began; it counts as done, not for tasks per hour"
    case .unknownMeasuredPerson:
      "a metric of somebody whom the table of people does not have; it is left out, and an alias may join them"
    case .unknownMetric:
      "a scorecard weighs a metric that is neither computed here nor delivered in metrics; look for another spelling"
    case .unknownWorker:
      "a task of somebody whom the table of people does not have; it is left out, and an alias may join them"
    case .weightNegative:
      "a scorecard's weight is below 0; the line is left out"
    case .weightOverOne:
      "a scorecard's weight is above 1, as percent are; the line is left out: write shares of 1"
    case .withheldGroups:
      "rows about too few people; their numbers are withheld"
    }
  }
}
