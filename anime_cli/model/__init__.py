"""What a file may say: the documents of a story as frozen values, and the way from text to them and back."""
