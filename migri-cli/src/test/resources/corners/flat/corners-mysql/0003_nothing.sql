# Nothing but a comment;
