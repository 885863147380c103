"""What every open page shares: how it is kept, its day, and its address."""
