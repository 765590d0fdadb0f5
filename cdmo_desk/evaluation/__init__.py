"""What offers cost: levelling, base case, stress, simulation, comparison."""
