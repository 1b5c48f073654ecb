/* Nothing but a comment; */
