import { LOOPBACK } from './port';

/**
 * The server's settings, given on the command line, where they stand above postgresql.conf. The log has no statements
 * and no details of rows: those would hold password hashes and personal data.
 */
export function postgresSettings(port: number): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: LOOPBACK,
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    shared_buffers: '64MB',
    max_connections: '100',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    cluster_name: 'roster',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
