/** How members are called and what they are, those included who have left. */
export class Names {
  #known = new Map();

  /** Takes note of a member or an entry; returns the role that was known before. */
  learn({ member, name, role }) {
    const before = this.#known.get(member);
    if (member) {
      this.#known.set(member, { name: name ?? before?.name, role: role ?? before?.role });
    }
    return before?.role;
  }

  of(member) {
    return this.#known.get(member)?.name ?? null;
  }

  /** The names of many, in order, without those that nobody knows. */
  all(members) {
    return [...members].map((member) => this.of(member)).filter(Boolean);
  }
}
