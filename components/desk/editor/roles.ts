/** Roles that an option or a limit may be for. */
export const ROLES = ['trainee', 'agent', 'senior', 'lead'] as const;
