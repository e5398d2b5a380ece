"""All the wording of the written report, in Vietnamese as provincial offices write it.

Templates end without a full stop: clauses are joined into sentences. A field in braces is filled
with a number or a name; a clause with an unknown field is not made.
"""

from coverage.tables.printed import PrintedWords

PERCENT = "%"
NOTHING = "–"
BELOW_SIGN = "▼"
SIMULATED_NOTE = " (số liệu mô phỏng)"
SIMULATED_NOTE_OF_ROW = " (mô phỏng)"
SIMULATED_BANNER = (
    "BÁO CÁO CÓ SỐ LIỆU MÔ PHỎNG: số liệu ghi “mô phỏng” được dựng để trình diễn, "
    "không phải báo cáo của đơn vị nào; không sử dụng, không ban hành."
)

# ---- title and opening ----

KIND_OF_DOCUMENT = "Báo cáo"
TO_CHECK = "bản kiểm tra"
TITLE = (
    "Kết quả phát triển đối tượng tham gia bảo hiểm xã hội, bảo hiểm y tế, "
    "bảo hiểm thất nghiệp {span}"
)
YEAR_WORD = "năm"
YEAR_OF_SPAN, OF_YEAR = "{span} {year}", "{span} năm {year}"
AND_TASKS = "{span} và nhiệm vụ {rest}"
SPANS = {3: "quý I", 6: "6 tháng đầu năm", 9: "9 tháng đầu năm", 12: "năm"}
MONTH_WORD = "tháng"
MONTH = "tháng {month}"
MONTHS_LEFT, LAST_MONTH_LEFT = "{count} tháng cuối năm", "tháng 12"
OPENING = (
    "báo cáo tổng hợp kết quả phát triển đối tượng tham gia bảo hiểm xã hội (BHXH), "
    "bảo hiểm y tế (BHYT), bảo hiểm thất nghiệp (BHTN) {area} đến hết tháng {month}"
)
REPORTING = (
    "có {with_figures}/{expected} {parts} có số liệu tháng {month}; "
    "{handed_in} đơn vị đã gửi, {approved} đơn vị đã được phê duyệt số liệu"
)
NOT_APPLICABLE = "có {units} đơn vị báo cáo các chỉ tiêu không áp dụng, không tính là thiếu số liệu"
EDITED = (
    "có {edited} đơn vị đang sửa số liệu; "
    "số liệu nêu ở đây của các đơn vị này là số đã được phê duyệt lần gần nhất"
)
OWN_MONTH = "báo cáo tháng {month} của chính {unit} {state}"
STATES_OF_MONTH = {
    "open": "đang nhập, chưa gửi",
    "submitted": "đã gửi",
    "approved": "đã được phê duyệt",
    "returned": "đã bị trả lại để sửa",
    "reopened": "đã được mở lại để sửa",
}
CLOSED = (
    "số liệu tháng do {by} chốt lúc {at} khi còn thiếu {count}/{expected} đơn vị ({missing}); "
    "lý do: {reason}"
)
CLOSING_UNDONE = (
    "{by} đã bỏ chốt số liệu tháng lúc {at} (trước đó chốt lúc {closed_at}); lý do: {reason}"
)
CAME_LATER = "bổ sung sau chốt: {units}"

STILL_MISSING = "đến nay còn {missing}/{expected} {parts} chưa có số liệu tháng {month}"

# ---- sections ----

FLOWS_HEADING = "Phát triển mới và tuyên truyền, vận động"
REPORTING_HEADING = "Số liệu báo cáo"
CAUSES_HEADING = "Nguyên nhân"
MEASURES_HEADING = "Giải pháp"
COPIED_FROM = "[Chép từ tháng {month}, chưa lưu cho tháng này]"
END_OF_TEXT = "./."
ITEM = "- "

# ---- head and foot, as Nghị định 30/2020/NĐ-CP lays a document out ----

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER_LINE = "Số: ....../{symbol}"
PLACE_AND_DATE = "{place}, ngày ..... tháng ..... năm ........"
ADDRESSED_TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
ATTACHED_TO = "(Kèm theo Báo cáo số ....../{symbol} ngày ..... tháng ..... năm ........)"

# ---- results ----

LEVEL_OF_WHOLE = "tính đến ngày {day}, {whole} có {people} người tham gia {indicator}{scope}"
PARTS_FOLLOW = "Trong số người tham gia {indicator}:"
LEVEL_OF_PART = "{indicator}{scope}: {people} người"
WITH_RATE = ", chiếm {rate} {basis}"
WITH_RATE_ABOVE_ALL = ", bằng {rate} {basis}"
RECKONED = (
    "tính đến ngày {day}, {whole} có {people} người tham gia {indicator}, quy đổi theo tỷ lệ "
    "({shares}); đây không phải số liệu báo cáo và không dùng để đánh giá"
)
ALL_OF, SHARE_OF = "toàn bộ {unit}", "{percent}% của {unit}"
RATE_ALONE = "tính đến ngày {day}, tỷ lệ tham gia {indicator} {whole} bằng {rate} {basis}"
INCOMPLETE = (
    "mới có {counted}/{expected} đơn vị có số liệu {indicator} tháng {month}, "
    "với {people} người tham gia"
)
INCOMPLETE_BELOW = (
    "{counted}/{expected} đơn vị có số liệu {indicator} tháng {month}, trong đó có đơn vị còn "
    "thiếu số liệu cấp dưới; mới cộng được {people} người tham gia"
)
LIKE_FOR_LIKE = (
    "{units} đơn vị đủ số liệu của cả hai tháng có {now} người, {direction} {people} người so với "
    "{before} ({then} người)"
)
LIKE_FOR_LIKE_UNCHANGED = (
    "{units} đơn vị đủ số liệu của cả hai tháng có {now} người, không thay đổi so với {before}"
)
DOES_NOT_APPLY_TO = "{indicator} không áp dụng đối với {units}"
OWN_TARGETS = (
    "{units} đơn vị đủ số liệu đạt {attainment} tổng chỉ tiêu của chính các đơn vị này "
    "do {assigner} giao ({people}/{plan} người)"
)
ESTIMATED = "nếu lấy {taken} còn thiếu, ước {whole} có {people} người tham gia {indicator}"
ESTIMATED_TO_ATTAIN = ", đạt {attainment} chỉ tiêu năm {year} do {assigner} giao"
TAKEN = "số liệu tháng {month} của {units} đơn vị"

ATTAINED_PEOPLE = (
    "kết quả này đạt {attainment} chỉ tiêu về số người {when} do {assigners} ({plan} người)"
)
ATTAINED_RATE = (
    "tỷ lệ {indicator} đạt {attainment} chỉ tiêu về tỷ lệ bao phủ {when} do {assigners} "
    "({plan} {basis})"
)
OF_ORIGINAL = "so với mức {assigner} giao ban đầu{document} ({plan}), kết quả này đạt {attainment}"
SET_BY = "{assigner} giao{document}"
IN_YEAR = "năm {year}"
BY_YEAR = "đến năm {year}"
PEOPLE_LEFT = ", còn phải phát triển thêm {remaining} người"
PEOPLE_SHORT = ", thiếu {remaining} người so với chỉ tiêu"
PEOPLE_OVER = ", vượt {over} người so với chỉ tiêu"
JUST_REACHED = ", vừa đủ chỉ tiêu được giao"
NOT_PASSED = ", mới bằng mức giao, chưa vượt"
POINTS_LEFT = ", còn thiếu {points} điểm phần trăm"
POINTS_LEFT_IN_PEOPLE = " (quy đổi còn phải phát triển thêm {remaining} người)"
POINTS_SHORT = ", thiếu {points} điểm phần trăm so với chỉ tiêu"
IN_PEOPLE_SHORT = " (quy đổi thiếu {remaining} người)"
POINTS_OVER = ", vượt {points} điểm phần trăm so với chỉ tiêu"
NOT_SET_YEARLY = (
    "{assigner} không giao chỉ tiêu {indicator} cho năm {year} (mục tiêu kế tiếp: năm {next_year})"
)
NOT_SET_YET = "trong hệ thống chưa có chỉ tiêu {indicator} năm {year} do {assigner} giao"
LAST_RESULT = "năm {year} đạt {attainment} (người/kế hoạch)"
LAST_RATE_RESULT = "năm {year} đạt {attainment} (tỷ lệ/chỉ tiêu tỷ lệ)"
FORMER_TARGETS = (
    "chỉ tiêu {indicator} năm {year} của các đơn vị trước khi sắp xếp do {assigner} giao: {targets}"
)
GOAL_FROM_ABOVE = (
    "so với mục tiêu chung {when} của {assigner}{document} ({plan} {basis}), tỷ lệ {indicator} "
)
LOWER = "thấp hơn {points} điểm phần trăm"
HIGHER = "cao hơn {points} điểm phần trăm"
EQUAL = "vừa bằng mục tiêu"

CHANGED = "{subject}{direction} {people} người{percent} so với {before}"
UNCHANGED = "{subject}{unchanged} so với {before}"
UNCHANGED_WORDS = "không thay đổi"
OF_THE_FORMER, OF_THE_SAME = " (gồm {units} cũ)", " (gồm các đơn vị cũ nêu trên)"
OF_OLD_TERRITORY = " (của địa bàn trước tháng {month}, chưa tính phần điều chỉnh)"
OF_THE_SAME_TERRITORY = " (của địa bàn cũ nêu trên)"
NUMBER_OF_PEOPLE = "số người tham gia {indicator} "
AND_RATE_CHANGED = ", tỷ lệ bao phủ {rate_direction} {points} điểm phần trăm"
AND_RATE_UNCHANGED = ", tỷ lệ bao phủ không thay đổi"
RISE, FALL = "tăng", "giảm"
LAST_MONTH = "tháng trước"
SAME_MONTH = "cùng kỳ năm {year}"
LAST_DECEMBER = "ngày 31/12/{year}"

NEWLY_ENROLLED = "từ đầu năm đến hết tháng {month}, {name} được {done} {unit}"
EVENTS_HELD = "từ đầu năm đến hết tháng {month}, tổ chức được {done} {unit} {name}"
OF_PLAN = ", đạt {percent} kế hoạch năm ({plan} {unit})"
MONTHS_LACKING = "; thiếu số liệu {months}"
PERSON, EVENT = "người", "cuộc"

# ---- between the units ----

BELOW = (
    "tỷ lệ {indicator} bình quân chung của {place} là {average}; có {count}/{rated} {parts} "
    "thấp hơn bình quân chung: {names}"
)
MANY_BELOW = (
    "tỷ lệ {indicator} bình quân chung của {place} là {average}; có {count}/{rated} {parts} "
    "thấp hơn bình quân chung (ghi dấu ▼ tại Phụ lục I), thấp nhất là {names}"
)
NONE_BELOW = (
    "tỷ lệ {indicator} bình quân chung của {place} là {average}; không có đơn vị nào trong "
    "{rated} {parts} thấp hơn bình quân chung"
)
BELOW_OF_ONE = "tỷ lệ {indicator} bình quân chung của {place} là {average}"
HIGHEST = "trong {rated} {parts}, tỷ lệ {indicator} cao nhất là {highest}"
HIGHEST_OF_SOME = "trong {rated} {parts} có đủ số liệu, tỷ lệ {indicator} cao nhất là {highest}"
FALLEN = (
    "có {count}/{compared} {parts} giảm số người tham gia {indicator} so với tháng trước: {names}"
)
MANY_FALLEN = (
    "có {count}/{compared} {parts} giảm số người tham gia {indicator} so với tháng trước, giảm "
    "nhiều nhất là {names}"
)
SUM_OF_TARGETS = (
    "chưa có chỉ tiêu {indicator} năm {year} giao cho {whole}; tổng chỉ tiêu do {assigner} giao "
    "cho {units} {parts} là {plan} người; các đơn vị này có {people} người, bằng {attainment} tổng "
    "đó"
)
FINISHED = (
    "có {count}/{judged} {parts} hoàn thành chỉ tiêu {indicator} năm {year} do {assigner} giao: "
    "{names}"
)
MANY_FINISHED = (
    "có {count}/{judged} {parts} hoàn thành chỉ tiêu {indicator} năm {year} do {assigner} giao "
    "(tại Phụ lục I)"
)
WITHOUT_THOSE_WARNED = "; chưa tính {warned} có cảnh báo chưa giải trình"
OF_THESE_UNAPPROVED = " (trong đó {unapproved} đơn vị chưa được duyệt số liệu)"
NONE_FINISHED = (
    "chưa có đơn vị nào trong {judged} {parts} hoàn thành chỉ tiêu {indicator} năm {year} "
    "do {assigner} giao"
)
NOT_FINISHED_BY_ONE = "{names} chưa hoàn thành chỉ tiêu {indicator} năm {year} do {assigner} giao"

# ---- what is left to do ----

NEEDED = (
    "để đạt chỉ tiêu {indicator} năm {year} do {assigner} giao, {whole} còn phải phát triển thêm "
    "{remaining} người; bình quân mỗi tháng trong {months} tháng còn lại phải phát triển thêm "
    "{pace} người"
)
NEEDED_BY_SEVERAL = (
    "để đạt chỉ tiêu {indicator} năm {year}, trong {months} tháng còn lại bình quân mỗi tháng "
    "{whole} phải phát triển thêm {needed}"
)
NEEDED_BY_SEVERAL_IN_LAST_MONTH = (
    "để đạt chỉ tiêu {indicator} năm {year}, trong tháng 12 {whole} còn phải phát triển thêm "
    "{needed}"
)
BY_ONE = "{pace} người theo chỉ tiêu do {assigner} giao (còn {remaining} người)"
BY_ONE_IN_LAST_MONTH = "{remaining} người theo chỉ tiêu do {assigner} giao"
NEEDED_IN_LAST_MONTH = (
    "để đạt chỉ tiêu {indicator} năm {year} do {assigner} giao, trong tháng 12 {whole} "
    "còn phải phát triển thêm {remaining} người"
)
PACE = "{months}, bình quân mỗi tháng số người tham gia {indicator} {direction} {pace} người"
STEADY_PACE = "{months}, số người tham gia {indicator} {pace}"
ONE_MONTH = "cùng kỳ năm trước (tháng 12/{year})"
LAST_MONTHS = "cùng kỳ năm trước (các tháng {first}–12/{year})"
AND = " và "
MOST_LEFT = (
    "các đơn vị còn phải phát triển thêm nhiều nhất để đạt chỉ tiêu {indicator} do {assigner} "
    "giao: {names}"
)

# ---- what is missing ----

GAP_FIGURE = "số liệu tháng {month} ({why})"
GAP_PEOPLE = "số người tham gia tháng {month}"
GAP_RATE = "tỷ lệ bao phủ tháng {month} (chưa có mẫu số phù hợp)"
GAP_UNITS = "số liệu tháng {month} của {missing}/{expected} đơn vị"
GAP_PARTLY = "số liệu tháng {month} của một số đơn vị cấp dưới"
GAP_PARTS_RATES = "tỷ lệ bao phủ của {missing}/{expected} {parts}"
GAP_AVERAGE = "tỷ lệ bình quân chung tháng {month} để so sánh giữa các đơn vị"
GAP_BEFORE = "số liệu tháng {month} đủ để so sánh với {before}"
GAP_ATTAINMENT = "tỷ lệ đạt chỉ tiêu {when} do {assigner} giao"
GAP_DOCUMENT = "số, ký hiệu văn bản giao chỉ tiêu {when} của {assigner}"
GAP_TARGET = "chỉ tiêu năm {year}"
GAP_LAST_RESULT = "số liệu để tính kết quả năm {year} so với chỉ tiêu do {assigner} giao"
GAP_PARTS_TARGET = "chỉ tiêu năm {year} giao cho {missing}/{expected} {parts}"
GAP_PACE = "số liệu tháng {month} và tháng 12/{year} đủ để so với cùng kỳ năm trước"
GAP_FLOW = "số liệu từ đầu năm đến tháng {month}"
GAP_PLAN = "kế hoạch năm {year}"

# ---- appendices ----

APPENDIX = "Phụ lục {number}"
PARTS_APPENDIX = "Kết quả theo đơn vị đến hết tháng {month}"
TASKS_APPENDIX = "Nhiệm vụ của từng đơn vị đến hết năm {year}"
SOURCES_APPENDIX = "Nguồn số liệu"
GAPS_APPENDIX = "Nội dung chưa đủ số liệu, không nêu trong báo cáo"
SOURCES_NOTE = "Số trong ngoặc vuông cạnh mỗi con số của báo cáo là số thứ tự của nguồn dưới đây."
NOT_UNDERSTOOD = "Không hiểu trong địa chỉ và đã bỏ qua: {named}"
DRAFTS = "Gồm cả số đang nhập, chưa gửi."
TODAYS_UNITS = (
    "Theo đơn vị hiện nay: những tháng trước khi được thành lập, mỗi đơn vị lấy số liệu của các "
    "đơn vị đã nhập vào."
)
UNTRACED = (
    "Có {count} đơn vị hiện nay chưa ghi nhận được thành lập từ đơn vị nào nên không có số liệu "
    "của những tháng trước đó."
)
SEEN_NOTE = "Số liệu lấy theo các bản ghi có hiệu lực lúc {moment}."
SEEN_BY_NOTE = "Đó là số liệu mà cuộc họp “{title}” ngày {day} đã thấy."
ADJUSTED_NOTE = "Số liệu đã điều chỉnh sau thời điểm đó:"
ADJUSTED_LINE = "{unit}, {what}: khi đó {then}, nay {now}"
ADJUSTED_FIGURE = "{indicator} tháng {month}"
ADJUSTED_TARGET = "chỉ tiêu {indicator} năm {year} do {assigner} giao"
ADJUSTED_DENOMINATOR = "{basis} năm {year}"
ADJUSTED_BY = " ({who}, {when})"
ADJUSTED_REOPENED = "lý do mở lại hoặc trả lại: {reason}"
ADJUSTED_REVISED = "lý do điều chỉnh: {reason}"
ADJUSTED_STEP = "lần {number}: {value}"
ADJUSTED_NOTHING = "không có số liệu"
ADJUSTED_MORE = "Và {count} điều chỉnh khác."
TABLE_TITLE = "{indicator}: kết quả theo đơn vị"
TABLE_TARGETS = "Chỉ tiêu do {assigner} giao."
TABLE_LAST_TARGETS = (
    "Trong hệ thống chưa có chỉ tiêu năm {year} do {assigner} giao; "
    "bảng ghi chỉ tiêu và kết quả năm {years}."
)
TABLE_MILESTONES = "Mục tiêu {years} do {assigner} giao, không dùng để đánh giá kết quả năm {year}."
WHOLE_TARGET = "Dòng {whole}: chỉ tiêu do {assigner} giao."
PAST_NOTE = "Dòng {whole}, {column}:{past}."
BELOW_NOTE = "▼: thấp hơn bình quân chung."
STAR, STAR_NOTE = "*", "*: so với số liệu mô phỏng."
STATE_SIGN, STATE_NOTE = (
    "†",
    "†: số liệu chưa được duyệt, đang sửa hoặc có cảnh báo;"
    " mẫu số hoặc chỉ tiêu sửa sau khi số liệu được duyệt.",
)
RECKONED_SIGN, RECKONED_NOTE = (
    "‡",
    "‡: quy đổi theo tỷ lệ, không phải số liệu báo cáo; không cộng vào tổng,"
    " không so sánh, xếp hạng hay đánh giá. {shares}.",
)
LACKING_BELOW = "thiếu cấp dưới"
CHART_TITLE = "Tỷ lệ {indicator} theo đơn vị, tháng {month} (%)"
CHART_OF_LOWEST = "{count} đơn vị có tỷ lệ {indicator} thấp nhất, tháng {month} (%)"
CHART_OF_KNOWN = ", trong {rated}/{expected} đơn vị đã có tỷ lệ"
CHART_RATE = "Tỷ lệ bao phủ"
CHART_AVERAGE = "Bình quân chung"
BARS_NOTE = "Vạch đứng: bình quân chung."
TARGET_COLUMN, ATTAINED_COLUMN = "Chỉ tiêu", "Đạt (%)"
LAST_TARGET_COLUMN, LAST_ATTAINED_COLUMN = "Chỉ tiêu năm {years}", "Đạt năm {years} (%)"
MILESTONE_COLUMN, OF_MILESTONE_COLUMN = "Mục tiêu {years}", "Đạt mục tiêu (%)"
LEFT_COLUMN, SHORT_COLUMN = "Còn phải phát triển", "Thiếu so với chỉ tiêu"
PARTS_COLUMNS = (
    "TT",
    "Đơn vị",
    "Số người tham gia",
    "Mẫu số",
    "Tỷ lệ bao phủ (%)",
    TARGET_COLUMN,
    ATTAINED_COLUMN,
    LEFT_COLUMN,
    "So với tháng trước",
    "So với cùng kỳ",
    "So với 31/12",
)
SEE_TASKS = "Nhiệm vụ của từng đơn vị đến hết năm {year} nêu tại Phụ lục\u00a0{appendix}."
TASK_LEFT_COLUMN, TASK_PACE_COLUMN = "{indicator}: còn phải phát triển", "{indicator}: mỗi tháng"
TASK_NOTE = "{indicator}: theo chỉ tiêu năm {year} do {assigner} giao."
TASKS_IN_PEOPLE = "Đơn vị tính: người; bình quân mỗi tháng làm tròn lên."
DONE = "đã đạt"
SOURCE_COLUMNS = ("Số", "Loại", "Nội dung", "Nguồn", "Ghi nhận")
OVER, SHORT = "vượt {people}", "thiếu {people}"
SIMULATED_WORD = "mô phỏng"

# ---- sources ----

CITED = "nguồn số"
FIGURE, TARGET, DENOMINATOR, STATES = "Số liệu", "Chỉ tiêu", "Mẫu số", "Tình hình báo cáo"
FIGURE_OF = "{indicator} tháng {month}, {unit}: {value}"
SUM_OF = "{indicator} tháng {month}, {unit}: {value}, cộng từ {counted}/{expected} đơn vị"
PARTS_OF = "{indicator} tháng {month} của {counted}/{expected} đơn vị thuộc {unit}"
PEOPLE_OF_PARTS = PARTS_OF + ": {people} người"
SUM_OF_PREDECESSORS = "{indicator} tháng {month}, {unit}: {value}, từ các đơn vị trước khi sắp xếp"
RECKONED_OF = "{indicator} tháng {month}, {unit}: {people} người, quy đổi theo tỷ lệ: {shares}"
SUM_OF_INDICATORS = "{indicator} tháng {month}, {unit}: {value}, cộng từ các nhóm thành phần"
RATE_AS_PRINTED = "tỷ lệ in trong nguồn {rate}"
TARGET_OF = "chỉ tiêu {indicator} {when}, {unit}: {value}"
TARGETS_OF_PARTS = "chỉ tiêu {indicator} năm {year} của {count} đơn vị thuộc {unit}"
PLAN_OF = "kế hoạch năm {year}, {indicator}, {unit}: {value}"
PEOPLE = "{people} người"
BASES_OF_PARTS = "{basis} năm {years} của {count} đơn vị thuộc {unit}"
BASE_OF = "{basis} năm {year}, {unit}: {people} người"
BASE_OF_PARTS = "{basis} dùng cho năm {year}, {unit}: {people} người, cộng từ các đơn vị"
BASE_OF_SOME = "{basis} năm {year} của {counted}/{expected} đơn vị thuộc {unit}: {people} người"
ESTIMATE = " (ước tính)"
FLOW_OF = "{indicator} từ tháng 01 đến tháng {month}, {unit}: {value}"
STATES_OF = "trạng thái báo cáo tháng {month} của {expected} đơn vị thuộc {unit}"
ORIGINS = {
    "reported": "đơn vị báo cáo",
    "published": "đã công bố",
    "simulated": "mô phỏng",
}
NOTED = "{what}. Ghi chú: {note}"
ISSUED_BY = "{assigner}: {document}, hiệu lực từ {day}"
RECORDED = "ghi lúc {when}, bản ghi số {number}"
RECORDED_AT = "ghi lúc {when}"
RECORDED_BETWEEN = "ghi từ {first} đến {last}"
MONTH_REGISTER = "sổ trạng thái báo cáo tháng"
OTHERS = "{names} và {count} người khác"

# ---- words for codes ----

WHOLE_OF = "toàn {kind}"
NATION = "cả nước"
AREA, AREA_OF_NATION = "trên địa bàn {place}", "trên phạm vi cả nước"
PARTS_BY_LEVEL = {
    1: "đơn vị cấp tỉnh",
    2: "đơn vị cấp huyện",
    3: "đơn vị cấp xã",
}
BASES = {
    "labour_force": "lực lượng lao động trong độ tuổi",
    "population": "dân số",
    "pupils": "số học sinh, sinh viên",
    "none": "",
}
SCOPES = {
    "managed_locally": " do địa phương trực tiếp quản lý",
    "all_residents": " tính trên toàn bộ dân cư",
}
QUALIFIERS = {"about": "khoảng", "at_least": "ít nhất", "over": "hơn", "nearly": "gần"}
ROUGHLY = "khoảng"
PRINTED = PrintedWords(QUALIFIERS, QUALIFIERS | {"over": "trên"}, ROUGHLY, "triệu", PERCENT)
ABSENCES = {
    "not_available": "đơn vị báo không có số liệu",
    "not_applicable": "đơn vị báo không áp dụng",
}
NOT_REPORTED = "chưa có số liệu"
NOT_YET_DUE, NOT_A_UNIT_YET = "chưa đến hạn", "đơn vị chưa thành lập"
KINDS_OF_ISSUED = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "KH": "Kế hoạch", "CTr": "Chương trình"}
ISSUED = "văn bản"
AT_DOCUMENT = " tại {kind} số {number}"
