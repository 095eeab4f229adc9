"""Pure science, usable without the site: seal, text, opinion, sortition, voting. Imports kernel only."""
