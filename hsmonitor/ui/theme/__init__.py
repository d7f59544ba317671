"""How the desk looks: colours, sizes, fonts, icons and the style that paints controls."""
