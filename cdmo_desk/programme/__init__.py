"""What all offers share: the brief, and the scenarios in which a programme may go."""
