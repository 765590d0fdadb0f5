"""What is always asked of a supplier beside the price: standing questions, and clauses a contract should have."""

from cdmo_desk.speech import marked

QUESTIONS = {
    "similar_products": marked("Experience with similar products"),
    "transfer_and_scale_up": marked("Technology transfer and scale-up"),
    "project_management": marked("Project management and communication"),
    "references": marked("References"),
    "contingency": marked("Contingency for supply disruption"),
    "special_handling": marked("Special handling"),
}
"""The standing questions by the id that an answer's evidence is `for`."""

CLAUSES = {
    "liability_cap": marked("Liability cap"),
    "ip": marked("Intellectual property"),
    "data_access": marked("Data access"),
    "quality_agreement": marked("Quality agreement"),
    "audit_rights": marked("Audit rights"),
    "kpis": marked("KPIs (on time, right first time)"),
    "governance": marked("Governance and escalation"),
    "change_control": marked("Change of control"),
    "batch_failure_remedy": marked("Remedy for a failed batch"),
    "force_majeure": marked("Force majeure"),
    "notice_period": marked("Notice period"),
    "exclusivity": marked("Exclusivity"),
    "exit": marked("Exit and transfer out"),
}
"""The clauses beside money by their topic, in the order in which they are compared."""
