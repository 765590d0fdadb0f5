"""Charts drawn from plain records, in the offers' colours and dashes."""
