"""What a supplier asks for: offers as sums of terms."""
