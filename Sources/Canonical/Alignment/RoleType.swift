/// The kind of work of a role; the raw value is that of the table of roles.
public enum RoleType: String, CaseIterable, Sendable {
  /// Who talks to customers.
  case customerFacing = "customer_facing"
  /// Who works on what customers left behind.
  case backOffice = "back_office"
  /// Who talks to customers to sell.
  case sales
  /// Who leads others.
  case supervisor
  /// Who talks to customers, task by task.
  case gigCustomerFacing = "gig_customer_facing"
  /// Who works on what customers left behind, task by task.
  case gigBackOffice = "gig_back_office"
}
