/// Orders with line items: keys of several columns, CHECKs over columns, a unique article number,
/// a stock that adds up.
enum OrderBook {
  static let schema = """
    CREATE TABLE "order"(
      order_no TEXT PRIMARY KEY NOT NULL, customer TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'open' CHECK(status IN ('open', 'sent', 'paid')),
      ordered_on DATE NOT NULL, due_on DATE, CHECK(due_on IS NULL OR due_on >= ordered_on));
    CREATE TABLE product(
      product_code TEXT PRIMARY KEY NOT NULL, sku TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
      price NUMERIC NOT NULL CHECK(price >= 0), stock INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE order_line(
      order_no TEXT NOT NULL REFERENCES "order" ON DELETE CASCADE, line_no INTEGER NOT NULL,
      sku TEXT NOT NULL REFERENCES product(sku), quantity INTEGER NOT NULL,
      sent INTEGER NOT NULL DEFAULT 0, amount GENERATED ALWAYS AS (quantity - sent) VIRTUAL,
      PRIMARY KEY(order_no, line_no), CHECK(quantity > 0), CHECK(sent BETWEEN 0 AND quantity)
    ) WITHOUT ROWID;
    CREATE TABLE shipment(
      order_no TEXT NOT NULL, line_no INTEGER NOT NULL, parcel TEXT NOT NULL,
      PRIMARY KEY(order_no, line_no, parcel),
      FOREIGN KEY(order_no, line_no) REFERENCES order_line(order_no, line_no) ON DELETE CASCADE);
    CREATE UNIQUE INDEX one_parcel ON shipment(lower(parcel)) WHERE parcel <> '';
    """

  static let data = """
    INSERT INTO product
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      SELECT 'P' || i, 'SKU-' || i, 'Vare ' || i, i * 1.5, 100 FROM n;
    INSERT INTO "order"
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80)
      SELECT 'O' || i, 'Kunde ' || i % 9, 'open', '2026-01-01',
        CASE WHEN i % 2 THEN '2026-02-01' END FROM n;
    INSERT INTO order_line(order_no, line_no, sku, quantity, sent)
      SELECT order_no, k, 'SKU-' || (k * 10), k + 1, k
      FROM "order", (SELECT 1 AS k UNION SELECT 2 UNION SELECT 3);
    INSERT INTO shipment
      SELECT order_no, line_no, 'P-' || order_no || '-' || line_no FROM order_line
      WHERE line_no = 1;
    """

  /// What the schema cannot say: the stock adds up, the status only goes on.
  static let rules = """
    {"tables": {
      "product": {"columns": {"stock": {"rule": "sum"}, "sku": {"fixed": true}}},
      "order": {"columns": {
        "status": {"rule": "furthest", "order": [["open"], ["sent"], ["paid"]]}}},
      "order_line": {"foreignKeys": {"order_no": "cascade"}},
      "shipment": {"foreignKeys": {"order_no,line_no": "cascade"}}}}
    """
}
